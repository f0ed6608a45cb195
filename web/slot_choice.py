"""The days on which a calendar takes visitors: which are free or full, and the free times for a plain radio list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from gate.doors import application, reading
from gate.tenant import current_municipality
from store.queries.slots import taken_places
from web import dates
from web.form_field import Option, SlotDay
from workflow.definition.model import Definition
from workflow.definition.office_calendar import Calendar
from workflow.engine.calendar import local_date
from workflow.engine.slots import Slot, bookable_slots

_SHOWN_DAYS = 42


def visiting_days(definition: Definition, language: str) -> tuple[SlotDay, ...]:
    """Every day from the first to the last on which somebody is received, in the weeks to come; none for a type that
    books nothing, or where nothing is free."""
    if definition.calendar is None:
        return ()
    door = application()
    calendar = door.surroundings(current_municipality()).calendars.calendar(definition.calendar)
    now = door.clock.now()
    first = local_date(now, calendar.zone)
    last = first + timedelta(days=_SHOWN_DAYS)
    with reading() as look:
        taken = taken_places(look, calendar.id, first, last, now)
    slots = bookable_slots(calendar, first, last, now)
    free = frozenset(one.id for one in slots if taken.get(one.id, 0) < one.capacity)
    return _days(calendar, slots, free, language) if free else ()


def _days(calendar: Calendar, slots: Sequence[Slot], free: frozenset[str], language: str) -> tuple[SlotDay, ...]:
    by_day: dict[date, list[Slot]] = {}
    for one in slots:
        by_day.setdefault(local_date(one.starts, calendar.zone), []).append(one)
    first, last = min(by_day), max(by_day)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return tuple(_day(one, by_day.get(one, []), free, calendar, language) for one in days)


def _day(day: date, slots: Sequence[Slot], free: frozenset[str], calendar: Calendar, language: str) -> SlotDay:
    options = tuple(
        Option(value=one.id, label=dates.clock_time(one.starts, calendar.zone)) for one in slots if one.id in free
    )
    return SlotDay(
        id=day.isoformat(),
        title=dates.on_day(day, language),
        short=dates.weekday_day(day, language),
        column=day.isoweekday(),
        options=options,
        full=bool(slots) and not options,
    )
