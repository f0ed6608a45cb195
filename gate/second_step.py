"""The second step of signing in, for API and pages: a code, a recovery code or a passkey completes the session.

Tries are counted per account before they are made, as PINs are (rules.md 12): five in a quarter of an hour.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from flask import request

from gate import factor_seal, passkeys, totp
from gate.account_session import BegunSession, renewed
from gate.actor import staff_actor
from gate.doors import application, doors, glance
from gate.limits import SECOND_FACTOR, give_back, take
from gate.problems import GateRefusal
from gate.recovery_codes import code_digest
from gate.signin import Account
from gate.tenant import current_municipality
from store.queries.second_factors import second_factors
from workflow.commands.ask_challenge import AskChallenge
from workflow.commands.pass_second_factor import PassSecondFactor, ShownFactor
from workflow.town import SecondFactor, SecondFactorKind

CHALLENGE_FOR = timedelta(minutes=5)
_CHALLENGE_BYTES = 32
_DIGITS = 6


def pass_code(found: Account, code: str) -> BegunSession:
    """By a generator's six digits or a recovery code. GateRefusal `wrong_second_factor`, `no_second_factor`,
    `too_many_requests`; InvalidInput(`wrong_second_factor`) for a code that was used before."""
    _require_enrolled(found)
    username = found.member.username
    take(SECOND_FACTOR, username)
    plain = "".join(code.split())
    if len(plain) == _DIGITS and plain.isascii() and plain.isdecimal():
        return _passed(found, _shown_code(username, plain))
    return _passed(found, code_digest(doors().settings.secret_key, username, plain))


def pass_passkey(found: Account, assertion: Mapping[str, Any]) -> BegunSession:
    """By what the browser made of the challenge asked before. Refusals as `pass_code`."""
    _require_enrolled(found)
    take(SECOND_FACTOR, found.member.username)
    kept = {opened(one): one for one in _passkeys(found.member.username)}
    if found.asked is None:
        raise GateRefusal("wrong_second_factor")
    try:
        used = passkeys.shown(site(), tuple(kept), found.asked, assertion)
    except passkeys.WrongPasskey:
        raise GateRefusal("wrong_second_factor") from None
    return _passed(found, ShownFactor(id=kept[used.data].id, counter=used.counter, challenge=found.asked))


def passkey_request(found: Account) -> Mapping[str, Any]:
    """What the browser is asked to sign, with the person's passkeys; GateRefusal `no_second_factor` without one."""
    kept = _passkeys(found.member.username)
    if not kept:
        raise GateRefusal("no_second_factor")
    return passkeys.request_options(site(), [opened(one) for one in kept], ask(found))


def ask(found: Account) -> bytes:
    """A fresh challenge of this session, in place of any before; GateRefusal `not_permitted` for a bearer token."""
    challenge = secrets.token_bytes(_CHALLENGE_BYTES)
    until = application().clock.now() + CHALLENGE_FOR
    command = AskChallenge(session=own_session(found), challenge=challenge, until=until)
    application().execute(staff_actor(found), command)
    return challenge


def own_session(found: Account) -> bytes:
    """The digest of the session; GateRefusal `not_permitted` for a machine, which has none."""
    if found.session is None:
        raise GateRefusal("not_permitted")
    return found.session


def opened(factor: SecondFactor) -> bytes:
    """The factor's secret, or a passkey's credential. Raises factor_seal.BrokenSeal."""
    return factor_seal.opened(
        doors().settings.secret_key, factor.sealed, current_municipality(), factor.username, factor.id
    )


def site() -> passkeys.Site:
    """This town as browsers know it. The host was checked before (TRUSTED_HOSTS, tenant)."""
    scheme = "https" if doors().settings.https else "http"
    town = application().surroundings(current_municipality()).town
    return passkeys.Site(host=_host(), origin=f"{scheme}://{request.host}", title=town.name)


def has_a_name() -> bool:
    """Whether the address in use can have passkeys: a name can, digits cannot (WebAuthn, "effective domain")."""
    try:
        ip_address(_host())
    except ValueError:
        return True
    return False


def _host() -> str:
    return urlsplit(f"//{request.host}").hostname or ""


def _shown_code(username: str, code: str) -> ShownFactor:
    now = application().clock.now()
    for factor in second_factors(glance(), username):
        if factor.kind is SecondFactorKind.TOTP and (step := totp.step_of(opened(factor), code, now)) is not None:
            return ShownFactor(id=factor.id, counter=step)
    raise GateRefusal("wrong_second_factor")


def _passkeys(username: str) -> list[SecondFactor]:
    return [one for one in second_factors(glance(), username) if one.kind is SecondFactorKind.PASSKEY]


def _require_enrolled(found: Account) -> None:
    own_session(found)
    if found.enrolled is None:
        raise GateRefusal("no_second_factor")


def _passed(found: Account, shown: ShownFactor | bytes) -> BegunSession:
    begun, fresh = renewed(found, proven=application().clock.now())
    username = found.member.username
    command = PassSecondFactor(username=username, shown=shown, previous=own_session(found), session=fresh)
    application().execute(staff_actor(found), command)
    give_back(SECOND_FACTOR, username)
    return begun
