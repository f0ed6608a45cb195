"""Who comes by a status link: the token looked up by its hash, the second tier by a secret of its own (rules.md 14).

Looking changes nothing, ever. 70 bits need no limit against guessing; the four digits of the second tier do.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from flask import Response, request

from gate.doors import application, doors, reading
from gate.limits import CODE, RENEWAL, RENEWAL_ADDRESS, UNLOCK, give_back, network, take
from gate.problems import GateRefusal
from gate.session_cookie import digest as secret_digest
from gate.tenant import current_municipality
from notifications.errors import InvalidPhone
from notifications.phone import normalise_phone
from store.queries.effect_reads import case_by_id, personal_values
from store.queries.links import find_link, find_replaced_link, unlocked
from store.queries.positions import Place, place_of
from workflow.actor import Actor, ActorKind
from workflow.case import Case, Paper, Person
from workflow.commands.request_code import RequestCode
from workflow.commands.request_link import RequestLink
from workflow.commands.unlock_link import UnlockLink
from workflow.errors import NotFound
from workflow.status_link import code_window, digest, unlock_code
from workflow.values import Json

UNLOCKED_FOR = timedelta(minutes=10)
OPEN_AFTER_CLOSING = timedelta(days=90)
"""Long enough to contest an answer; a phone that changes hands later opens nothing (rules.md 14, journeys Part 5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Somebody with a valid link. `personal` is every personal value of the case: what is shown of it is the view's
    matter."""

    case: Case
    person: Person
    actor: Actor
    personal: Mapping[str, Json]
    place: Place | None = None
    """where it stands in an ordered register"""

    @property
    def unlocked(self) -> bool:
        """Whether the second tier is open."""
        return self.actor.unlocked

    def open_paper(self, document: UUID) -> Paper:
        """A finished word of ours, once the second tier is open.

        GateRefusal `locked`; NotFound(`unknown_document`), also for what was scanned in, which stays with the case.
        """
        if not self.unlocked:
            raise GateRefusal("locked")
        paper = self.case.paper(document)
        if paper is None or not paper.goes_out:
            raise NotFound("unknown_document")
        return paper


def visit(token: str) -> Visit:
    """GateRefusal `unknown_link` for a token that never was, was replaced or revoked; `link_expired` long after
    closing, unless the link was renewed since: then as long after that."""
    found = _looked_up(token)
    if found.expired:
        raise GateRefusal("link_expired")
    if found.replaced:
        raise GateRefusal("unknown_link")
    return found.visit


def renew(token: str, phone: str) -> None:
    """Whoever comes by an expired link and names the phone they gave is sent a new one (journeys, "An old link").

    Nothing tells whether the number fits, before or after: an old link stays as expired as it was. GateRefusal
    `unknown_link`, `too_many_requests`; `renewal_not_needed` for a link that opens.
    """
    take(RENEWAL_ADDRESS, network(request.remote_addr))
    found = _looked_up(token)
    if not found.expired:
        raise GateRefusal("unknown_link" if found.replaced else "renewal_not_needed")
    seen = found.visit
    take(RENEWAL, str(seen.case.id), str(seen.person.id))
    given, kept = _number(phone), _given(seen, "phone")
    if hmac.compare_digest(given.encode(), kept.encode()) and kept:
        application().execute(seen.actor, RequestLink())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """Whom a token belongs to. `replaced`: a newer link took its place. `expired`: the case is closed too long."""

    visit: Visit
    replaced: bool
    expired: bool


def _looked_up(token: str) -> _Found:
    key = digest(token)
    if key is None:
        raise GateRefusal("unknown_link")
    now = application().clock.now()
    secret = _secret()
    with reading() as look:
        valid = find_link(look, key)
        link = valid or find_replaced_link(look, key)
        if link is None:
            raise GateRefusal("unknown_link")
        case = case_by_id(look, link.case)
        personal = personal_values(look, link.case)
        place = place_of(look, link.case) if case.position is not None else None
        opened = secret is not None and unlocked(look, secret_digest(secret), link.case, link.person, now)
    person = next((one for one in case.people if one.id == link.person), None)
    if person is None or person.link_revoked:
        raise GateRefusal("unknown_link")
    actor = Actor(
        kind=ActorKind.CITIZEN,
        municipality=current_municipality(),
        case=case.id,
        person=person.id,
        unlocked=opened and valid is not None,
    )
    return _Found(
        visit=Visit(case=case, person=person, actor=actor, personal=personal, place=place),
        replaced=valid is None,
        expired=case.closed is not None and now > max(case.closed, link.created) + OPEN_AFTER_CLOSING,
    )


def unlock(seen: Visit, last4: str | None = None, *, code: str | None = None) -> tuple[str, datetime]:
    """Opens the second tier: (secret for the cookie, until when).

    By the last four digits of the person's phone, or by the code that was sent to them. Five tries in ten minutes for
    both together, counted before they are made. GateRefusal `wrong_code`, `too_many_requests`.
    """
    take(UNLOCK, str(seen.case.id), str(seen.person.id))
    good = _knows_phone(seen, last4) if last4 is not None else _has_code(seen, code or "")
    if not good:
        raise GateRefusal("wrong_code")
    secret = secrets.token_urlsafe(32)
    expires = application().clock.now() + UNLOCKED_FOR
    application().execute(seen.actor, UnlockLink(digest=secret_digest(secret), expires=expires))
    give_back(UNLOCK, str(seen.case.id), str(seen.person.id))
    return secret, expires


def send_code(seen: Visit) -> None:
    """Wants the code sent to the person's own phone or e-mail; three in ten minutes.

    GateRefusal `no_way_to_send`, `too_many_requests`.
    """
    if not (_given(seen, "phone") or _given(seen, "email")):
        raise GateRefusal("no_way_to_send")
    take(CODE, str(seen.case.id), str(seen.person.id))
    application().execute(seen.actor, RequestCode())


def _knows_phone(seen: Visit, last4: str) -> bool:
    # A person without a phone has no digits to know; the comparison takes as long.
    return hmac.compare_digest(_given(seen, "phone")[-4:].rjust(4, "-").encode(), last4.encode())


def _has_code(seen: Visit, code: str) -> bool:
    window = code_window(application().clock.now())
    known = [unlock_code(doors().link_key, seen.case.id, seen.person.id, one) for one in (window, window - 1)]
    return any(hmac.compare_digest(one.encode(), code.encode()) for one in known)


def _number(typed: str) -> str:
    try:
        return normalise_phone(typed)
    except InvalidPhone:
        return ""


def _given(seen: Visit, what: str) -> str:
    return str(seen.personal.get(f"{seen.person.role.value}.{what}") or "")


def write_unlock_cookie(response: Response, secret: str) -> None:
    """Keeps the secret in the browser for as long as the tier is open."""
    https = doors().settings.https
    response.set_cookie(
        _cookie_name(),
        secret,
        max_age=int(UNLOCKED_FOR.total_seconds()),
        httponly=True,
        secure=https,
        samesite="Lax",
        path="/",
    )


def _secret() -> str | None:
    value = request.cookies.get(_cookie_name(), "")
    return value if len(value) == 43 else None


def _cookie_name() -> str:
    return "__Host-sprava-link" if doors().settings.https else "sprava-link"
