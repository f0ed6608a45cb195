"""Who may sign in, and who is signed in: everything the gate asks about an account, in one statement per request."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, LiteralString, TypeAlias

from store.reading import Glance
from store.wire import Row
from workflow.actor import ActingFor, Away
from workflow.ports.idempotency import STAFF_SCOPE
from workflow.quick_values import quicken
from workflow.town import StaffMember

Ask: TypeAlias = Callable[[LiteralString, Mapping[str, object]], list[Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """A member of staff with those they stand in for now, those they stood in for lately, and who acts for them.

    `second_factor` is what they enrolled; `holds_key` whether a key of theirs signs papers.
    """

    member: StaffMember
    substitutes: tuple[ActingFor, ...]
    lapsed: tuple[ActingFor, ...] = ()
    away: Away | None = None
    password_hash: str = field(repr=False)
    second_factor: str | None = None
    holds_key: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """A live session and its account; `awaited` is the second factor still missing, `proven` when it was shown, `asked`
    the challenge a passkey is to sign."""

    account: AccountRow
    csrf: str
    awaited: str | None
    expires: datetime
    created: datetime
    proven: datetime | None = None
    asked: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskerAndCase:
    """`case`: body, head and work of its row; `reply`: hash, status, headers and body of what was answered before."""

    session: SessionRow
    case: Row
    reply: Row | None


# A deputy's own deputy stands in for both: the chain is followed as far as it goes at this moment.
_STANDING_IN: LiteralString = """
    (WITH RECURSIVE held AS (
        SELECT x.absent, x.order_number, x.order_date, x.since, x.until FROM substitutions x
        WHERE x.municipality = %(municipality)s AND x.until > %(now)s AND x.since <= %(now)s AND x.acting = s.username
        UNION
        SELECT x.absent, x.order_number, x.order_date, x.since, x.until FROM substitutions x
        JOIN held h ON x.acting = h.absent
        WHERE x.municipality = %(municipality)s AND x.until > %(now)s AND x.since <= %(now)s AND x.absent <> s.username
     ) SELECT json_agg(json_build_array(a.username, a.name, a.position, a.roles, a.unit,
            h.order_number, h.order_date, h.since, h.until) ORDER BY h.since, a.username)
     FROM held h JOIN staff a ON a.municipality = %(municipality)s AND a.username = h.absent),
    (SELECT json_agg(json_build_array(a.username, a.name, a.position, a.roles, a.unit,
            x.order_number, x.order_date, x.since, x.until) ORDER BY x.until DESC, a.username)
     FROM substitutions x JOIN staff a ON a.municipality = %(municipality)s AND a.username = x.absent
     WHERE x.municipality = %(municipality)s AND x.acting = s.username AND x.since < x.until
     AND x.until <= %(now)s AND x.until > %(now)s::timestamptz - interval '31 days'),
    (SELECT json_build_array(b.username, b.name, x.until)
     FROM substitutions x JOIN staff b ON b.municipality = %(municipality)s AND b.username = x.acting
     WHERE x.municipality = %(municipality)s AND x.absent = s.username AND x.until > %(now)s AND x.since <= %(now)s
     LIMIT 1)
"""
# Almost nobody stands in for anybody at any moment, and this costs a third of the three readings above.
_TOUCHED: LiteralString = """
    EXISTS (SELECT FROM substitutions x WHERE x.municipality = %(municipality)s
        AND x.until > %(now)s::timestamptz - interval '31 days' AND (x.acting = s.username OR x.absent = s.username)),
    NULL, NULL
"""
_TOUCHES = 8
"""Where a row says whether any substitution touches the account; in a whole one, for whom they stand in."""
_STAFF: LiteralString = """
SELECT s.username, s.name, s.position, s.roles, s.unit, s.active, s.password_hash, s.second_factor,
"""
_HOLDS_KEY: LiteralString = """,
    EXISTS (SELECT FROM signing_keys k WHERE k.municipality = %(municipality)s AND k.holder = s.username)
"""
_BY_NAME: LiteralString = (
    _HOLDS_KEY + " FROM staff s WHERE s.municipality = %(municipality)s AND s.username = %(username)s"
)
_SESSION_COLUMNS: LiteralString = """, t.csrf, t.second_factor, t.expires, t.created, t.second_factor_at,
    CASE WHEN t.challenge_until > %(now)s THEN t.challenge END
"""
_CASE_COLUMNS: LiteralString = ", c.body, c.head, c.work"
_REPLY_COLUMNS: LiteralString = ", r.body_hash, r.status, r.headers, r.body"
_FROM_SESSION: LiteralString = """
FROM sessions t JOIN staff s ON s.municipality = t.municipality AND s.username = t.username
"""
_AND_CASE: LiteralString = "JOIN cases c ON c.municipality = t.municipality AND c.reference = %(reference)s"
_AND_REPLY: LiteralString = """
LEFT JOIN replies r ON r.municipality = t.municipality AND r.scope = %(scope)s || t.username AND r.key = %(key)s
"""
_LIVE: LiteralString = """
WHERE t.municipality = %(municipality)s AND t.digest = %(digest)s AND NOT t.ended AND t.expires > %(now)s AND s.active
"""
_LOCKED: LiteralString = "FOR UPDATE OF c"
_CASE, _REPLY = 17, 20
"""Where the columns of the case and those of the reply begin."""
_BY_BEARER: LiteralString = """ FROM api_tokens t JOIN staff s ON s.municipality = t.municipality
    AND s.username = t.username
WHERE t.municipality = %(municipality)s AND t.digest = %(digest)s AND t.ended IS NULL
AND (t.expires IS NULL OR t.expires > %(now)s) AND s.active
"""


def _both(which: LiteralString) -> tuple[LiteralString, LiteralString]:
    """The account with a word on whether any substitution touches it, and with all of them."""
    return _STAFF + _TOUCHED + which, _STAFF + _STANDING_IN + which


_ASKER = _STAFF + _TOUCHED + _SESSION_COLUMNS + _CASE_COLUMNS
_WITH_CASE = _ASKER + _FROM_SESSION + _AND_CASE + _LIVE + _LOCKED
_WITH_REPLY = _ASKER + _REPLY_COLUMNS + _FROM_SESSION + _AND_CASE + _AND_REPLY + _LIVE + _LOCKED
_USER, _TOKEN = _both(_BY_NAME), _both(_BY_BEARER)
_SESSION = _both(_SESSION_COLUMNS + _FROM_SESSION + _LIVE)


def account_of_user(glance: Glance, username: str, now: datetime) -> AccountRow | None:
    """The account of that name, active or not."""
    row = _one(glance, _USER, {"username": username, "now": now})
    return replace(_account(row), holds_key=row[11]) if row is not None else None


def account_of_session(glance: Glance, digest: bytes, now: datetime) -> SessionRow | None:
    """The live session under the SHA-256 of its cookie; None once it ended, expired, or its account was disabled."""
    row = _one(glance, _SESSION, {"digest": digest, "now": now})
    return None if row is None else _session(row)


def account_with_case(
    ask: Ask, municipality: int, digest: bytes, reference: str, now: datetime, key: str | None
) -> AskerAndCase | None:
    """The live session with the case of that reference, under its lock, and what was answered to them under `key`; None
    when there are not session and case, and then nothing is locked. `ask` asks in the transaction that keeps the
    lock."""
    told = {"municipality": municipality, "digest": digest, "now": now}
    if key is None:
        rows = ask(_WITH_CASE, {**told, "reference": reference})
    else:
        rows = ask(_WITH_REPLY, {**told, "reference": reference, "scope": STAFF_SCOPE, "key": key})
    if not rows:
        return None
    row = rows[0]
    found: Sequence[Any] = [*row[:_TOUCHES], None, *row[_TOUCHES + 1 : _CASE]]
    if row[_TOUCHES]:
        whole = ask(_SESSION[1], told)
        if not whole:
            return None
        found = whole[0]
    reply = row[_REPLY:] if key is not None and row[_REPLY] is not None else None
    return AskerAndCase(session=_session(found), case=row[_CASE:_REPLY], reply=reply)


def _session(row: Sequence[Any]) -> SessionRow:
    return SessionRow(
        account=_account(row),
        csrf=row[11],
        awaited=row[12],
        expires=row[13],
        created=row[14],
        proven=row[15],
        asked=row[16],
    )


def account_of_token(glance: Glance, digest: bytes, now: datetime) -> AccountRow | None:
    """The account a live bearer token acts as."""
    row = _one(glance, _TOKEN, {"digest": digest, "now": now})
    return _account(row) if row is not None else None


def _one(
    glance: Glance, statements: tuple[LiteralString, LiteralString], values: dict[str, Any]
) -> Sequence[Any] | None:
    lean, whole = statements
    told = {"municipality": glance.municipality, **values}
    rows = glance.ask(lean, told)
    if rows and rows[0][_TOUCHES]:
        rows = glance.ask(whole, told)
    elif rows:
        return [*rows[0][:_TOUCHES], None, *rows[0][_TOUCHES + 1 :]]
    return rows[0] if rows else None


def _account(row: Sequence[Any]) -> AccountRow:
    return AccountRow(
        member=StaffMember(
            username=row[0], name=row[1], position=row[2], roles=frozenset(row[3]), unit=row[4], active=row[5]
        ),
        password_hash=row[6],
        second_factor=row[7],
        substitutes=tuple(_acting_for(one) for one in row[8] or ()),
        lapsed=tuple(_acting_for(one) for one in row[9] or ()),
        away=_away(row[10]),
    )


def _away(one: Sequence[Any] | None) -> Away | None:
    return Away(acting=one[0], name=one[1], until=datetime.fromisoformat(one[2])) if one is not None else None


def _acting_for(one: Sequence[Any]) -> ActingFor:
    return ActingFor(
        username=one[0],
        name=one[1],
        position=one[2],
        roles=frozenset(one[3]),
        unit=one[4],
        order_number=one[5],
        order_date=date.fromisoformat(one[6]),
        since=datetime.fromisoformat(one[7]),
        until=datetime.fromisoformat(one[8]),
    )


quicken(AccountRow, SessionRow, AskerAndCase)
