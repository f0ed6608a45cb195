"""Part of a transaction (store/unit_of_work.py): slots of calendars, and who receives now."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from store.conversation import Conversation
from store.recorder import Recorder
from store.writes import slots
from workflow.case import Booking


class SlotWrites:
    """See ports.slot_writes."""

    _talk: Conversation
    _recorder: Recorder

    def hold(
        self,
        hold: UUID,
        calendar: str,
        slot: str,
        starts: datetime,
        ends: datetime,
        capacity: int,
        until: datetime,
        now: datetime,
    ) -> None:
        """Keeps one place; Conflict(`slot_taken`)."""
        booking = Booking(calendar=calendar, slot=slot, starts=starts, ends=ends, capacity=capacity)
        slots.hold(self._talk, hold, booking, until, now)
        self._recorder.holds[(calendar, slot)] = hold

    def held_slot(self, hold: UUID, now: datetime) -> str | None:
        """The slot an unexpired hold keeps; a booking of it in this transaction takes that place."""
        found = slots.held(self._talk, hold, now)
        if found is None:
            return None
        self._recorder.holds[found] = hold
        return found[1]

    def set_presence(self, calendar: str, username: str, until: datetime | None) -> None:
        """«Я на місці, приймаю» until then; None: no longer."""
        slots.set_presence(self._talk, calendar, username, until)

    def free_places(self, calendar: str, group: str, capacity: int, now: datetime) -> int:
        """How many places of a group nobody has; nobody else takes one until the commit."""
        return slots.free_places(self._talk, calendar, group, capacity, now)
