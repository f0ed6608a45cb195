"""Free times of a calendar as days with choices, for a plain radio list."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby

from gate.doors import application, reading
from gate.tenant import current_municipality
from store.queries.slots import taken_places
from web import dates
from web.form_field import Option, SlotDay
from workflow.definition.model import Definition
from workflow.engine.calendar import local_date
from workflow.engine.slots import bookable_slots

_SHOWN_DAYS = 42


def free_days(definition: Definition, language: str) -> tuple[SlotDay, ...]:
    """Days with at least one free slot in the weeks to come; none for a type that books nothing."""
    if definition.calendar is None:
        return ()
    door = application()
    calendar = door.surroundings(current_municipality()).calendars.calendar(definition.calendar)
    now = door.clock.now()
    first = local_date(now, calendar.zone)
    last = first + timedelta(days=_SHOWN_DAYS)
    with reading() as look:
        taken = taken_places(look, calendar.id, first, last, now)
    free = [one for one in bookable_slots(calendar, first, last, now) if taken.get(one.id, 0) < one.capacity]
    return tuple(
        SlotDay(
            title=dates.on_day(day, language),
            options=tuple(Option(value=one.id, label=dates.clock_time(one.starts, calendar.zone)) for one in slots),
        )
        for day, slots in groupby(free, key=lambda one: local_date(one.starts, calendar.zone))
    )
