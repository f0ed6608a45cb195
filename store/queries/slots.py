"""Slots as they are taken, and the list of a reception day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import and_, func, or_, select

from store.reading import Reading
from store.tables.cases import CaseRow
from store.tables.slots import BookingRow, PresenceRow

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visitor of a day: booked at `starts`, or come without appointment (`starts` None, `opened` when)."""

    case: UUID
    reference: str
    definition: str
    state: str
    starts: datetime | None
    ends: datetime | None
    opened: datetime
    closed: datetime | None


def taken_places(look: Reading, calendar: str, first: date, last: date, now: datetime) -> Mapping[str, int]:
    """How many places of each slot are booked or held, for slots of the local days from `first` to `last`."""
    # A local day lies within a day of the same UTC day, whatever the zone.
    since = datetime.combine(first - _ONE_DAY, time.min, UTC)
    until = datetime.combine(last + 2 * _ONE_DAY, time.min, UTC)
    query = (
        select(BookingRow.slot, func.count())
        .where(
            BookingRow.municipality == look.municipality,
            BookingRow.calendar == calendar,
            BookingRow.starts >= since,
            BookingRow.starts < until,
            or_(BookingRow.case_id.is_not(None), BookingRow.held_until > now),
        )
        .group_by(BookingRow.slot)
    )
    return {row[0]: row[1] for row in look.connection.execute(query)}


def day_list(
    look: Reading, calendar: str, request_types: Sequence[str], since: datetime, until: datetime
) -> tuple[Visit, ...]:
    """Booked visits that begin from `since` to `until`, then those of the same request types who just came."""
    booked = (
        select(
            CaseRow.id,
            CaseRow.reference,
            CaseRow.definition,
            CaseRow.state,
            BookingRow.starts,
            BookingRow.ends,
            CaseRow.opened,
            CaseRow.closed,
        )
        .join(BookingRow, and_(BookingRow.municipality == CaseRow.municipality, BookingRow.case_id == CaseRow.id))
        .where(
            BookingRow.municipality == look.municipality,
            BookingRow.calendar == calendar,
            BookingRow.starts >= since,
            BookingRow.starts < until,
        )
        .order_by(BookingRow.starts, BookingRow.place)
    )
    walked_in = (
        select(CaseRow.id, CaseRow.reference, CaseRow.definition, CaseRow.state, CaseRow.opened, CaseRow.closed)
        .outerjoin(BookingRow, and_(BookingRow.municipality == CaseRow.municipality, BookingRow.case_id == CaseRow.id))
        .where(
            CaseRow.municipality == look.municipality,
            CaseRow.request_type.in_(list(request_types)),
            CaseRow.opened >= since,
            CaseRow.opened < until,
            CaseRow.channel == "walk_in",
            BookingRow.case_id.is_(None),
        )
        .order_by(CaseRow.opened, CaseRow.id)
    )
    visits = [
        Visit(
            case=row.id,
            reference=row.reference,
            definition=row.definition,
            state=row.state,
            starts=row.starts,
            ends=row.ends,
            opened=row.opened,
            closed=row.closed,
        )
        for row in look.connection.execute(booked)
    ]
    visits += [
        Visit(
            case=row.id,
            reference=row.reference,
            definition=row.definition,
            state=row.state,
            starts=None,
            ends=None,
            opened=row.opened,
            closed=row.closed,
        )
        for row in look.connection.execute(walked_in)
    ]
    return tuple(visits)


def present_until(look: Reading, calendar: str, now: datetime) -> datetime | None:
    """Until when somebody receives without appointment; None when nobody does."""
    query = select(func.max(PresenceRow.until)).where(
        PresenceRow.municipality == look.municipality, PresenceRow.calendar == calendar, PresenceRow.until > now
    )
    until: datetime | None = look.connection.execute(query).scalar_one()
    return until
