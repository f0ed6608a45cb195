"""Places of slots: held for minutes, booked by cases, given back.

An advisory lock per contended slot comes first, so that many wait in one line instead of colliding; the primary key of
`bookings` is what makes a double sale impossible (rules.md 4).
"""

from __future__ import annotations

from datetime import datetime
from typing import LiteralString
from uuid import UUID

from store.conversation import Conversation
from workflow.case import Booking, Case
from workflow.errors import Conflict
from workflow.moment import Moment

LOCK: LiteralString = "SELECT pg_advisory_xact_lock(hashtextextended('slot:' || %(lock)s, %(municipality)s::bigint))"
TAKE: LiteralString = """
INSERT INTO bookings AS b (municipality, calendar, slot, place, starts, ends, hold, held_until, case_id)
SELECT %(municipality)s::int, %(calendar)s::text, %(slot)s::text, free.place, %(starts)s::timestamptz,
    %(ends)s::timestamptz, %(hold)s::uuid, %(until)s::timestamptz, %(case)s::uuid
FROM generate_series(1, %(capacity)s::int) AS free (place)
WHERE NOT EXISTS (
    SELECT FROM bookings o WHERE o.municipality = %(municipality)s::int AND o.calendar = %(calendar)s::text
    AND o.slot = %(slot)s::text AND o.place = free.place
    AND (o.case_id IS NOT NULL OR o.held_until > %(now)s::timestamptz)
)
ORDER BY free.place LIMIT 1
ON CONFLICT (municipality, calendar, slot, place) DO UPDATE SET starts = excluded.starts, ends = excluded.ends,
    hold = excluded.hold, held_until = excluded.held_until, case_id = excluded.case_id
WHERE b.case_id IS NULL AND (b.held_until IS NULL OR b.held_until <= %(now)s::timestamptz)
RETURNING b.place
"""
_BOOK_HELD: LiteralString = """
UPDATE bookings SET case_id = %(case)s::uuid, hold = NULL, held_until = NULL
WHERE municipality = %(municipality)s::int AND hold = %(hold)s::uuid AND calendar = %(calendar)s AND slot = %(slot)s
AND held_until > %(now)s::timestamptz RETURNING place
"""
_RELEASE: LiteralString = """
UPDATE bookings SET case_id = NULL WHERE municipality = %(municipality)s::int AND case_id = %(case)s::uuid
"""
_HELD: LiteralString = """
SELECT calendar, slot FROM bookings
WHERE municipality = %(municipality)s::int AND hold = %(hold)s::uuid AND held_until > %(now)s::timestamptz
"""
_TAKEN: LiteralString = """
SELECT count(*) FROM bookings WHERE municipality = %(municipality)s::int AND calendar = %(calendar)s
AND slot = %(slot)s AND (case_id IS NOT NULL OR held_until > %(now)s::timestamptz)
"""
_PRESENCE: LiteralString = """
INSERT INTO presences (municipality, calendar, username, until)
VALUES (%(municipality)s, %(calendar)s, %(username)s, %(until)s)
ON CONFLICT (municipality, calendar, username) DO UPDATE SET until = excluded.until
"""


def hold(talk: Conversation, identifier: UUID, booking: Booking, until: datetime, now: datetime) -> None:
    """Keeps one place until `until`; Conflict(`slot_taken`)."""
    _take(talk, booking, now, hold=identifier, until=until, case=None)


def held(talk: Conversation, identifier: UUID, now: datetime) -> tuple[str, str] | None:
    """(calendar, slot) an unexpired hold keeps."""
    rows = talk.ask(_HELD, {"hold": identifier, "now": now})
    return (rows[0][0], rows[0][1]) if rows else None


def move_booking(
    talk: Conversation, before: Case | None, case: Case, holds: dict[tuple[str, str], UUID], moment: Moment
) -> None:
    """Gives back the slot the case no longer has and takes the one it has now; `holds` are those shown by its owner.

    Conflict(`slot_taken`).
    """
    old = before.booking if before else None
    new = case.booking
    if _same(old, new):
        return
    if old is not None:
        talk.tell(_RELEASE, {"case": case.id})
    if new is None:
        return
    shown = holds.get((new.calendar, new.slot))
    if shown is not None:
        values = {"case": case.id, "hold": shown, "calendar": new.calendar, "slot": new.slot, "now": moment.now}
        if talk.ask(_BOOK_HELD, values):
            return
    _take(talk, new, moment.now, hold=None, until=None, case=case.id)


def free_places(talk: Conversation, calendar: str, slot: str, capacity: int, now: datetime) -> int:
    """How many of `capacity` places nobody has, under the lock that every taker waits for."""
    talk.tell(LOCK, {"lock": f"{calendar}:{slot}"})
    taken = talk.ask(_TAKEN, {"calendar": calendar, "slot": slot, "now": now})[0][0]
    return max(0, capacity - int(taken))


def set_presence(talk: Conversation, calendar: str, username: str, until: datetime | None) -> None:
    """Who receives without appointment, until when."""
    talk.tell(_PRESENCE, {"calendar": calendar, "username": username, "until": until})


def _take(
    talk: Conversation, booking: Booking, now: datetime, *, hold: UUID | None, until: datetime | None, case: UUID | None
) -> None:
    talk.tell(LOCK, {"lock": f"{booking.calendar}:{booking.slot}"})
    values = {
        "calendar": booking.calendar,
        "slot": booking.slot,
        "starts": booking.starts,
        "ends": booking.ends,
        "capacity": booking.capacity,
        "hold": hold,
        "until": until,
        "case": case,
        "now": now,
    }
    if not talk.ask(TAKE, values):
        raise Conflict("slot_taken")


def _same(old: Booking | None, new: Booking | None) -> bool:
    if old is None or new is None:
        return old is new
    return (old.calendar, old.slot) == (new.calendar, new.slot)
