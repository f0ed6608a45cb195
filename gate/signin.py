"""Who is signed in: flask-login over session rows and bearer tokens. The only import of flask_login (rules.md 12).

flask-login keeps nothing of its own here: no Flask session, no remember-me cookie. Each request is looked up by its
cookie or token, so that what ends on the server has ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Flask, Request, Response, current_app, g, request
from flask_login import LoginManager, UserMixin, current_user

from gate import csrf, session_cookie
from gate.ahead import looked_up_ahead
from gate.bearer import bearer_digest
from gate.doors import doors, glance
from gate.policies import Policy, policy_of
from gate.problems import GateRefusal
from gate.tenant import WITHOUT_TOWN
from store.queries.accounts import account_of_session, account_of_token
from workflow.actor import ActingFor, Away
from workflow.town import StaffMember


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(UserMixin):  # type: ignore[misc]  # flask-login has no types
    """Somebody signed in. `csrf` and `session` only by cookie; `awaited` is the second factor still missing,
    `enrolled` what they have, `proven` when it was shown to this session, which began at `began`; `asked` is the
    challenge that a passkey is to sign."""

    member: StaffMember
    substitutes: tuple[ActingFor, ...]
    lapsed: tuple[ActingFor, ...] = ()
    away: Away | None = None
    session: bytes | None = None
    csrf: str | None = None
    awaited: str | None = None
    expires: datetime | None = None
    enrolled: str | None = None
    began: datetime | None = None
    proven: datetime | None = None
    asked: bytes | None = None

    def get_id(self) -> str:
        """The username; flask-login asks for it."""
        return self.member.username


_NOT_ASKED: Any = object()


class _ByRequestAlone(LoginManager):  # type: ignore[misc]  # flask-login has no types
    """flask-login that asks our loader and nothing else: no cookie of its own is looked for, or ever set."""

    def _load_user(self) -> None:
        self._update_request_context_with_user(_load(request))

    def _update_remember_cookie(self, response: Response) -> Response:
        return response


def plug_signin(app: Flask) -> None:
    """Looks up whoever asks, and keeps every route's declared policy before its view is reached."""
    manager = _ByRequestAlone()
    manager.init_app(app, add_context_processor=False)
    app.before_request(_keep_policy)


def account() -> Account | None:
    """Whoever is signed in, completely or not."""
    known: Account | None = g.get("account", _NOT_ASKED)
    if known is not _NOT_ASKED:
        return known
    found = current_user._get_current_object()  # noqa: SLF001  # werkzeug's own way to the object behind the proxy
    known = g.account = found if isinstance(found, Account) else None
    return known


def required_account() -> Account:
    """Whoever is signed in, completely or not; GateRefusal `not_signed_in`."""
    found = account()
    if found is None:
        raise GateRefusal("not_signed_in")
    return found


def _load(asked: Request) -> Account | None:
    now = doors().application.clock.now()
    token = bearer_digest(asked)
    if token is not None:
        found = account_of_token(glance(), token, now)
        if found is None:
            raise GateRefusal("wrong_token")
        return Account(member=found.member, substitutes=found.substitutes, lapsed=found.lapsed, away=found.away)
    identifier = session_cookie.read_cookie(asked, https=doors().settings.https)
    if identifier is None:
        return None
    digest = session_cookie.digest(identifier)
    row = looked_up_ahead(asked, digest, now) or account_of_session(glance(), digest, now)
    if row is None:
        return None
    return Account(
        member=row.account.member,
        substitutes=row.account.substitutes,
        lapsed=row.account.lapsed,
        away=row.account.away,
        session=digest,
        csrf=row.csrf,
        awaited=row.awaited,
        expires=row.expires,
        enrolled=row.account.second_factor,
        began=row.created,
        proven=row.proven,
        asked=row.asked,
    )


def _keep_policy() -> None:
    asked: Request = request._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001  # once
    declared = policy_of(current_app.view_functions.get(asked.endpoint or ""))
    if declared is None or asked.endpoint in WITHOUT_TOWN:
        return
    unsafe = asked.method not in csrf.SAFE
    if unsafe and "Authorization" not in asked.headers:
        csrf.check_origin(asked)
    match declared:
        case Policy.ENTRY | Policy.STATUS_LINK | Policy.PROVIDER:
            return
        case Policy.PUBLIC:
            found = account() if _brings_a_sign_in() else None
        case Policy.SIGNING_IN:
            found = _required(account(), complete=False)
        case Policy.STAFF:
            found = _required(account(), complete=True)
        case Policy.OPERATOR:
            found = account() if _brings_a_sign_in() else None
            _require_operator(found)
    if unsafe and found is not None and found.csrf is not None:
        csrf.check_csrf(asked, found.csrf)


def _brings_a_sign_in() -> bool:
    return (
        "Authorization" in request.headers
        or session_cookie.cookie_name(https=doors().settings.https) in request.cookies
    )


def _required(found: Account | None, *, complete: bool) -> Account:
    if found is None:
        raise GateRefusal("not_signed_in")
    if complete and found.awaited is not None:
        raise GateRefusal("second_factor_needed")
    return found


def _require_operator(found: Account | None) -> None:
    if found is not None and found.session is None:
        return
    if request.remote_addr not in ("127.0.0.1", "::1"):
        raise GateRefusal("not_found")
