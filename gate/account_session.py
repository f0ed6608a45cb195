"""Beginning and ending a signed-in session: the password checked with constant work, tries counted, the row written
or ended."""

from __future__ import annotations

from dataclasses import dataclass

from gate import session_cookie
from gate.actor import staff_actor
from gate.doors import application, doors, glance
from gate.limits import SIGN_IN, SIGN_IN_ADDRESS, give_back, network, take
from gate.passwords import fits
from gate.problems import GateRefusal
from gate.signin import Account
from store.queries.accounts import account_of_user
from workflow.commands.end_session import EndSession
from workflow.commands.start_session import StartSession


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunSession:
    """A fresh session: `identifier` goes into the cookie and nowhere else."""

    identifier: str
    account: Account


def begin_session(username: str, password: str, address: str | None) -> BegunSession:
    """Signs in. GateRefusal `wrong_credentials`, the same for an unknown, a disabled and a wrongly guessed account, or
    `too_many_requests`."""
    name, place = username.strip().lower(), network(address)
    take(SIGN_IN_ADDRESS, place)
    take(SIGN_IN, name, place)
    now = application().clock.now()
    row = account_of_user(glance(), name, now)
    if not fits(password, row.password_hash if row else None) or row is None or not row.member.active:
        raise GateRefusal("wrong_credentials")
    identifier, token = session_cookie.fresh_id(), session_cookie.fresh_csrf_token()
    digest, expires = session_cookie.digest(identifier), now + session_cookie.LIFETIME
    awaited = row.second_factor if doors().settings.second_factor else None
    found = Account(
        member=row.member,
        substitutes=row.substitutes,
        session=digest,
        csrf=token,
        awaited=awaited,
        expires=expires,
    )
    application().execute(
        staff_actor(found),
        StartSession(digest=digest, username=row.member.username, csrf=token, expires=expires, second_factor=awaited),
    )
    give_back(SIGN_IN, name, place)
    return BegunSession(identifier=identifier, account=found)


def end_session(found: Account) -> None:
    """Signs out on the server. A bearer token has no session to end."""
    if found.session is not None:
        application().execute(staff_actor(found), EndSession(digest=found.session))
