"""Who acts for whom.

That one acts for one at a time is kept by the constraint `ex_substitutions_one_at_a_time`.
"""

from __future__ import annotations

from datetime import datetime
from typing import LiteralString
from uuid import UUID

from store.conversation import Conversation
from store.wire import Row
from workflow.actor import Actor
from workflow.case import Case
from workflow.codec import case_from_json
from workflow.errors import NotFound
from workflow.moment import Moment
from workflow.town import Substitution

_COLUMNS: LiteralString = """
SELECT absent, acting, since, until, order_number, order_date FROM substitutions
WHERE municipality = %(municipality)s::int
"""
_HOLDING: LiteralString = (
    _COLUMNS + " AND until > %(at)s::timestamptz AND since <= %(at)s::timestamptz ORDER BY since, id"
)
_WITHIN: LiteralString = (
    _COLUMNS + " AND until > %(since)s::timestamptz AND since < %(until)s::timestamptz AND since < until"
)
_ONE: LiteralString = _COLUMNS + " AND id = %(id)s::uuid"
_LOCK: LiteralString = "SELECT pg_advisory_xact_lock(hashtextextended('substitutions', %(municipality)s::int))"
_ADD: LiteralString = """
INSERT INTO substitutions
    (municipality, id, absent, acting, since, until, order_number, order_date, added_by, added, digest_due)
VALUES (%(municipality)s, %(id)s, %(absent)s, %(acting)s, %(since)s, %(until)s, %(number)s, %(date)s, %(by)s, %(at)s,
    %(back)s)
"""
_END: LiteralString = """
UPDATE substitutions SET until = %(until)s, digest_due = %(back)s
WHERE municipality = %(municipality)s::int AND id = %(id)s::uuid
"""
_CLAIM: LiteralString = """
UPDATE substitutions SET digest_due = NULL
WHERE municipality = %(municipality)s::int AND id = %(id)s::uuid AND digest_due <= %(at)s::timestamptz
RETURNING id
"""
_CASES: LiteralString = """
SELECT c.body FROM cases c WHERE c.municipality = %(municipality)s::int AND c.id IN (
    SELECT r.case_id FROM resolutions r WHERE r.municipality = %(municipality)s::int
    AND (r.author = %(username)s OR r.controller = %(username)s OR r.lead_username = %(username)s))
ORDER BY c.reference
"""


def holding(talk: Conversation, at: datetime) -> tuple[Substitution, ...]:
    """All that hold at `at`."""
    return tuple(_substitution(row) for row in talk.ask(_HOLDING, {"at": at}))


def lock(talk: Conversation, since: datetime, until: datetime) -> tuple[Substitution, ...]:
    """Those that hold at some moment of the period; nobody else enters one before the end of this transaction."""
    talk.ask(_LOCK, {})
    return tuple(_substitution(row) for row in talk.ask(_WITHIN, {"since": since, "until": until}))


def one(talk: Conversation, identifier: UUID) -> Substitution:
    """NotFound(`unknown_substitution`)."""
    rows = talk.ask(_ONE, {"id": identifier})
    if not rows:
        raise NotFound("unknown_substitution")
    return _substitution(rows[0])


def add(talk: Conversation, new: Substitution, back: datetime | None, moment: Moment, actor: Actor) -> UUID:
    """Its new id."""
    identifier = moment.derived_id(f"substitution:{new.absent}:{new.acting}")
    values = {
        "id": identifier,
        "absent": new.absent,
        "acting": new.acting,
        "since": new.since,
        "until": new.until,
        "number": new.order_number,
        "date": new.order_date,
        "by": actor.label,
        "at": moment.now,
        "back": back,
    }
    talk.tell(_ADD, values)
    return identifier


def end(talk: Conversation, identifier: UUID, until: datetime, back: datetime | None) -> None:
    """Another end, and another morning for the digest (None: there is none)."""
    talk.tell(_END, {"id": identifier, "until": until, "back": back})


def claim_digest(talk: Conversation, identifier: UUID, at: datetime) -> bool:
    """Whether this transaction is the one that gives the digest."""
    return bool(talk.ask(_CLAIM, {"id": identifier, "at": at}))


def cases_of(talk: Conversation, username: str) -> tuple[Case, ...]:
    """In the order of their references; without a lock."""
    return tuple(case_from_json(row[0]) for row in talk.ask(_CASES, {"username": username}))


def _substitution(row: Row) -> Substitution:
    return Substitution(
        absent=row[0], acting=row[1], since=row[2], until=row[3], order_number=row[4], order_date=row[5]
    )
