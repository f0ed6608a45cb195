"""Part of a transaction (store/unit_of_work.py): ordered registers."""

from __future__ import annotations

from uuid import UUID

from store.conversation import Conversation
from store.writes import positions, registers


class RegisterWrites:
    """See ports.register_writes."""

    _talk: Conversation

    def next_turn(self, register: str) -> int:
        """The next turn of an ordered register."""
        return registers.next_number(self._talk, f"turn:{register}", 0)

    def first_in_register(self, register: str) -> UUID | None:
        """The case that goes first, without its lock."""
        return positions.first(self._talk, register)
