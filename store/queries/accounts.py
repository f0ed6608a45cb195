"""Who may sign in, and who is signed in: everything the gate asks about an account, in one statement per request."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, LiteralString, TypeAlias

from store.reading import Glance
from store.wire import Row
from workflow.actor import ActingFor, Away
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
_BY_SESSION: LiteralString = """, t.csrf, t.second_factor, t.expires, t.created, t.second_factor_at,
    CASE WHEN t.challenge_until > %(now)s THEN t.challenge END
FROM sessions t JOIN staff s ON s.municipality = t.municipality AND s.username = t.username
WHERE t.municipality = %(municipality)s AND t.digest = %(digest)s AND NOT t.ended AND t.expires > %(now)s AND s.active
"""
_BY_SESSION_WITH_CASE: LiteralString = """, t.csrf, t.second_factor, t.expires, t.created, t.second_factor_at,
    CASE WHEN t.challenge_until > %(now)s THEN t.challenge END, c.body, c.head, c.work
FROM sessions t JOIN staff s ON s.municipality = t.municipality AND s.username = t.username
JOIN cases c ON c.municipality = t.municipality AND c.reference = %(reference)s
WHERE t.municipality = %(municipality)s AND t.digest = %(digest)s AND NOT t.ended AND t.expires > %(now)s AND s.active
FOR UPDATE OF c
"""
_CASE = 17
"""Where the columns of the case begin."""
_BY_BEARER: LiteralString = """ FROM api_tokens t JOIN staff s ON s.municipality = t.municipality
    AND s.username = t.username
WHERE t.municipality = %(municipality)s AND t.digest = %(digest)s AND t.ended IS NULL
AND (t.expires IS NULL OR t.expires > %(now)s) AND s.active
"""


def _both(which: LiteralString) -> tuple[LiteralString, LiteralString]:
    """The account with a word on whether any substitution touches it, and with all of them."""
    return _STAFF + _TOUCHED + which, _STAFF + _STANDING_IN + which


_WITH_CASE = _STAFF + _TOUCHED + _BY_SESSION_WITH_CASE
_USER, _SESSION, _TOKEN = _both(_BY_NAME), _both(_BY_SESSION), _both(_BY_BEARER)


def account_of_user(glance: Glance, username: str, now: datetime) -> AccountRow | None:
    """The account of that name, active or not."""
    row = _one(glance, _USER, {"username": username, "now": now})
    return replace(_account(row), holds_key=row[11]) if row is not None else None


def account_of_session(glance: Glance, digest: bytes, now: datetime) -> SessionRow | None:
    """The live session under the SHA-256 of its cookie; None once it ended, expired, or its account was disabled."""
    row = _one(glance, _SESSION, {"digest": digest, "now": now})
    return None if row is None else _session(row)


def account_with_case(
    ask: Ask, municipality: int, digest: bytes, reference: str, now: datetime
) -> tuple[SessionRow, Row] | None:
    """The live session, and body, head and work of the case of that reference, under its lock; None when there are not
    both, and then nothing is locked. `ask` asks in the transaction that keeps the lock."""
    told = {"municipality": municipality, "digest": digest, "now": now}
    rows = ask(_WITH_CASE, {**told, "reference": reference})
    if not rows:
        return None
    found, case = rows[0][:_CASE], rows[0][_CASE:]
    if not found[_TOUCHES]:
        return _session([*found[:_TOUCHES], None, *found[_TOUCHES + 1 :]]), case
    whole = ask(_SESSION[1], told)
    return (_session(whole[0]), case) if whole else None


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


quicken(AccountRow, SessionRow)
