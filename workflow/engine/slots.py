"""Appointments an office offers: opening hours cut into slots.

Pure. Who holds or books a slot is the store's matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from workflow.definition.office_calendar import Calendar, SlotPlan
from workflow.engine.calendar import local_date
from workflow.engine.working_time import openings
from workflow.errors import DefinitionError


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One appointment time, in UTC. `id` is the calendar's id and the local start, and stays the same for ever."""

    id: str
    calendar: str
    starts: datetime
    ends: datetime
    capacity: int


def open_slots(calendar: Calendar, first: date, last: date) -> tuple[Slot, ...]:
    """Every slot of the local days from `first` to `last`, both included, in order; whole slots only.

    Raises DefinitionError `calendar_without_slots`.
    """
    plan = _plan(calendar)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(slot for day in days for slot in _slots_of(calendar, plan, day))


def bookable_slots(calendar: Calendar, first: date, last: date, now: datetime) -> tuple[Slot, ...]:
    """Those of `open_slots` that a citizen may still book at `now`: after the notice, within the horizon."""
    plan = _plan(calendar)
    horizon = local_date(now, calendar.zone) + timedelta(days=plan.horizon_days)
    return tuple(slot for slot in open_slots(calendar, first, min(last, horizon)) if slot.starts >= now + plan.notice)


def slot_of(calendar: Calendar, slot_id: str) -> Slot | None:
    """The slot with that id, or None if the calendar has (or no longer has) no such slot."""
    digits = slot_id.removeprefix(f"{calendar.id}-")[:8]
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
    if not calendar.valid_from < day < calendar.valid_to:
        return None
    return next((slot for slot in open_slots(calendar, day, day) if slot.id == slot_id), None)


def _plan(calendar: Calendar) -> SlotPlan:
    if calendar.slots is None:
        raise DefinitionError("calendar_without_slots", calendar=calendar.id)
    return calendar.slots


def _slots_of(calendar: Calendar, plan: SlotPlan, day: date) -> Iterator[Slot]:
    for opening in openings(calendar, day):
        starts = opening.start
        while starts + plan.length <= opening.end:
            local = starts.astimezone(calendar.zone)
            again = "b" if local.fold else ""
            yield Slot(
                id=f"{calendar.id}-{local:%Y%m%dT%H%M}{again}",
                calendar=calendar.id,
                starts=starts,
                ends=starts + plan.length,
                capacity=plan.capacity,
            )
            starts += plan.length
