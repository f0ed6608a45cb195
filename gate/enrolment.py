"""Enrolling one's own second factor, for API and pages: a code generator by secret and first code, or a passkey.

Only right after signing in or after showing the factor one has: a browser left open does not change the locks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from documents.qr import qr_svg
from gate import factor_seal, passkeys, totp
from gate.account_session import BegunSession, renewed
from gate.actor import staff_actor
from gate.doors import application, doors, glance
from gate.limits import ENROL, SECOND_FACTOR, give_back, take
from gate.problems import GateRefusal
from gate.recovery_codes import code_digest, fresh_codes
from gate.second_step import ask, opened, own_session, site
from gate.signin import Account
from gate.tenant import current_municipality
from store.queries.second_factors import second_factors
from workflow.commands.enrol_second_factor import EnrolSecondFactor
from workflow.commands.offer_second_factor import OfferSecondFactor
from workflow.town import SecondFactor, SecondFactorKind

FRESH_FOR = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedGenerator:
    """What a generator is told: the secret as typed, the same as an address, and as a QR code (SVG)."""

    secret: str
    uri: str
    qr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """The factor counts now. The recovery codes are shown this once."""

    session: BegunSession
    recovery_codes: tuple[str, ...]


def offer_generator(found: Account) -> OfferedGenerator:
    """A fresh secret. GateRefusal `second_factor_needed`, `sign_in_again`, `not_permitted`, `too_many_requests`."""
    require_fresh(found)
    username, secret = found.member.username, totp.fresh_secret()
    take(ENROL, username)
    factor = _factor(username, SecondFactorKind.TOTP, secret)
    application().execute(staff_actor(found), OfferSecondFactor(factor=factor))
    town = application().surroundings(current_municipality()).town
    uri = totp.provisioning_uri(secret, username, town.name)
    return OfferedGenerator(secret=totp.typed_secret(secret), uri=uri, qr=qr_svg(uri))


def confirm_generator(found: Account, code: str) -> Enrolled:
    """By the first code of the newest secret offered; GateRefusal `wrong_second_factor` and as `offer_generator`."""
    require_fresh(found)
    username, now = found.member.username, application().clock.now()
    take(SECOND_FACTOR, username)
    begun = second_factors(glance(), username, confirmed=False)[:1]
    for factor in begun:
        step = totp.step_of(opened(factor), "".join(code.split()), now)
        if step is not None:
            return _enrolled(found, factor, counter=step)
    raise GateRefusal("wrong_second_factor")


def offer_passkey(found: Account) -> Mapping[str, Any]:
    """What the browser makes a passkey from; refusals as `offer_generator`."""
    require_fresh(found)
    member = found.member
    take(ENROL, member.username)
    known = [opened(one) for one in second_factors(glance(), member.username) if one.kind is SecondFactorKind.PASSKEY]
    return passkeys.creation_options(site(), member.username, member.name, known, ask(found))


def confirm_passkey(found: Account, attestation: Mapping[str, Any]) -> Enrolled:
    """By what the browser made; GateRefusal `wrong_second_factor`, Conflict(`factor_known`)."""
    require_fresh(found)
    take(SECOND_FACTOR, found.member.username)
    if found.asked is None:
        raise GateRefusal("wrong_second_factor")
    try:
        made = passkeys.created(site(), found.asked, attestation)
    except passkeys.WrongPasskey:
        raise GateRefusal("wrong_second_factor") from None
    factor = _factor(found.member.username, SecondFactorKind.PASSKEY, made.data, credential=made.credential)
    return _enrolled(found, factor, counter=made.counter, challenge=found.asked)


def require_fresh(found: Account) -> None:
    """GateRefusal `not_permitted` for a machine, `second_factor_needed` for whoever has a factor and has not shown it,
    `sign_in_again` when that was too long ago."""
    own_session(found)
    if found.enrolled is not None and (found.awaited is not None or found.proven is None):
        raise GateRefusal("second_factor_needed")
    shown = found.proven or found.began
    if shown is None or application().clock.now() - shown > FRESH_FOR:
        raise GateRefusal("sign_in_again")


def _factor(username: str, kind: SecondFactorKind, plain: bytes, *, credential: bytes | None = None) -> SecondFactor:
    identifier = uuid4()
    kept = factor_seal.sealed(doors().settings.secret_key, plain, current_municipality(), username, identifier)
    return SecondFactor(id=identifier, username=username, kind=kind, sealed=kept, credential=credential)


def _enrolled(found: Account, factor: SecondFactor, *, counter: int, challenge: bytes | None = None) -> Enrolled:
    username, secret = found.member.username, doors().settings.secret_key
    begun, fresh = renewed(found, proven=application().clock.now())
    codes = fresh_codes()
    application().execute(
        staff_actor(found),
        EnrolSecondFactor(
            factor=SecondFactor(
                id=factor.id,
                username=username,
                kind=factor.kind,
                sealed=factor.sealed,
                credential=factor.credential,
                counter=counter,
            ),
            recovery=tuple(code_digest(secret, username, one) for one in codes),
            previous=own_session(found),
            session=fresh,
            challenge=challenge,
        ),
    )
    give_back(SECOND_FACTOR, username)
    return Enrolled(session=begun, recovery_codes=codes)
