"""Part of a transaction (unit_of_work.py): ordered registers."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID


class RegisterWrites(Protocol):
    """Ordered registers."""

    def next_turn(self, register: str) -> int:
        """The next turn of an ordered register; its counter stays locked to the commit."""

    def first_in_register(self, register: str) -> UUID | None:
        """The case that goes first, without its lock."""
