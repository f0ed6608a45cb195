"""Part of a transaction (unit_of_work.py): slots of calendars, and who receives now."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol
from uuid import UUID


class SlotWrites(Protocol):
    """Slots of calendars: held, kept, free; and whether somebody receives now."""

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
        """Keeps one place of a slot for ten minutes; Conflict(`slot_taken`)."""

    def held_slot(self, hold: UUID, now: datetime) -> str | None:
        """The slot an unexpired hold keeps, or None."""

    def set_presence(self, calendar: str, username: str, until: datetime | None) -> None:
        """«Я на місці, приймаю» until then; None: no longer."""

    def free_places(self, calendar: str, group: str, capacity: int, now: datetime) -> int:
        """How many places of a group nobody has; nobody else takes one until the commit."""
