"""Finds the slot an input names: by its id in the calendar, or by a hold taken before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from workflow.case import Booking
from workflow.commands.scene import Scene
from workflow.definition.model import Definition, Field, FieldType
from workflow.definition.office_calendar import Calendar
from workflow.engine.calendar import local_date
from workflow.engine.slots import Slot, bookable_slots, slot_of
from workflow.values import Json


def booking_for(
    scene: Scene,
    definition: Definition,
    fields: tuple[Field, ...],
    given: Mapping[str, Json],
) -> Booking | None:
    """The booking that `given` asks for in a field of type slot, or None: no such field, no such slot, or too late."""
    if definition.calendar is None or not any(one.type is FieldType.SLOT for one in fields):
        return None
    wanted = next((given.get(one.name) for one in fields if one.type is FieldType.SLOT), None)
    hold = given.get("hold")
    if isinstance(hold, str):
        wanted = _held(scene, hold) or wanted
    if not isinstance(wanted, str):
        return None
    calendar = scene.surroundings.calendars.calendar(definition.calendar)
    slot = bookable(calendar, wanted, scene.moment.now)
    if slot is None:
        return None
    return Booking(calendar=calendar.id, slot=slot.id, starts=slot.starts, ends=slot.ends, capacity=slot.capacity)


def _held(scene: Scene, hold: str) -> str | None:
    try:
        return scene.work.held_slot(UUID(hold), scene.moment.now)
    except ValueError:
        return None


def walk_in(scene: Scene, definition: Definition) -> Booking | None:
    """A place for somebody who came without an appointment: from now on, beside the slots, so nobody loses theirs.

    It joins the same day list; only staff may give one. None where the type books no calendar.
    """
    if definition.calendar is None or not any(one.type is FieldType.SLOT for one in definition.form):
        return None
    calendar = scene.surroundings.calendars.calendar(definition.calendar)
    if calendar.slots is None:
        return None
    now = scene.moment.now
    identifier = f"{calendar.id}-walk-in-{scene.moment.command}"
    return Booking(calendar=calendar.id, slot=identifier, starts=now, ends=now + calendar.slots.length)


def bookable(calendar: Calendar, identifier: str, now: datetime) -> Slot | None:
    """The slot of that id if it may still be booked at `now`: after the notice, within the horizon."""
    slot = slot_of(calendar, identifier)
    if slot is None:
        return None
    day = local_date(slot.starts, calendar.zone)
    return next(
        (one for one in bookable_slots(calendar, day, day, now) if one.id == identifier),
        None,
    )
