"""Keeps a slot for ten minutes while a citizen fills in the form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from workflow.commands.scene import Executed, Scene
from workflow.commands.slot_lookup import bookable
from workflow.errors import NotFound

HELD_FOR = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldSlot:
    """`slot` is an id of the calendar's free slots."""

    calendar: str
    slot: str


def handle(command: HoldSlot, scene: Scene) -> Executed:
    """`{"id", "expires"}`. Raises NotFound(`unknown_slot`), Conflict(`slot_taken`)."""
    calendar = scene.surroundings.calendars.calendar(command.calendar)
    slot = bookable(calendar, command.slot, scene.moment.now)
    if slot is None:
        raise NotFound("unknown_slot")
    until = scene.moment.now + HELD_FOR
    hold = scene.moment.command
    scene.work.hold(hold, calendar.id, slot.id, slot.starts, slot.ends, slot.capacity, until, scene.moment.now)
    return Executed(value={"id": str(hold), "expires": until.isoformat()})
