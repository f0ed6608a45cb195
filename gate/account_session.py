"""Beginning, renewing and ending a signed-in session: the password checked with constant work, tries counted, the row
written or ended."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from gate import session_cookie
from gate.actor import staff_actor
from gate.doors import application, glance
from gate.limits import SIGN_IN, SIGN_IN_ADDRESS, give_back, network, take
from gate.passwords import fits
from gate.problems import GateRefusal
from gate.second_factor_demand import awaited_factor
from gate.signin import Account
from store.queries.accounts import AccountRow, account_of_user
from workflow.commands.end_session import EndSession
from workflow.commands.fresh_session import FreshSession
from workflow.commands.start_session import StartSession


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunSession:
    """A fresh session: `identifier` goes into the cookie and nowhere else."""

    identifier: str
    account: Account


def begin_session(username: str, password: str, address: str | None) -> BegunSession:
    """Signs in. GateRefusal `wrong_credentials`, the same for an unknown, a disabled and a wrongly guessed account, or
    `too_many_requests`."""
    name = username.strip().lower()
    row = proven_account(name, password, address)
    now = application().clock.now()
    identifier, token = session_cookie.fresh_id(), session_cookie.fresh_csrf_token()
    digest, expires = session_cookie.digest(identifier), now + session_cookie.LIFETIME
    awaited = awaited_factor(row)
    found = Account(
        member=row.member,
        substitutes=row.substitutes,
        lapsed=row.lapsed,
        away=row.away,
        session=digest,
        csrf=token,
        awaited=awaited,
        expires=expires,
        enrolled=row.second_factor,
        began=now,
    )
    application().execute(
        staff_actor(found),
        StartSession(digest=digest, username=row.member.username, csrf=token, expires=expires, second_factor=awaited),
    )
    return BegunSession(identifier=identifier, account=found)


def proven_account(username: str, password: str, address: str | None) -> AccountRow:
    """The active account that this password belongs to; GateRefusal `wrong_credentials`, `too_many_requests`."""
    place = network(address)
    take(SIGN_IN_ADDRESS, place)
    take(SIGN_IN, username, place)
    row = account_of_user(glance(), username, application().clock.now())
    if not fits(password, row.password_hash if row else None) or row is None or not row.member.active:
        raise GateRefusal("wrong_credentials")
    give_back(SIGN_IN, username, place)
    return row


def renewed(found: Account, *, proven: datetime | None) -> tuple[BegunSession, FreshSession]:
    """A complete session in place of this one, under an id of its own: for the browser, and for the command that
    writes it. It lasts no longer than the old one would have."""
    identifier, token = session_cookie.fresh_id(), session_cookie.fresh_csrf_token()
    now = application().clock.now()
    expires = found.expires or now + session_cookie.LIFETIME
    digest = session_cookie.digest(identifier)
    account = replace(
        found, session=digest, csrf=token, awaited=None, expires=expires, began=now, proven=proven, asked=None
    )
    fresh = FreshSession(digest=digest, csrf=token, expires=expires, proven=proven)
    return BegunSession(identifier=identifier, account=account), fresh


def end_session(found: Account) -> None:
    """Signs out on the server. A bearer token has no session to end."""
    if found.session is not None:
        application().execute(staff_actor(found), EndSession(digest=found.session))
