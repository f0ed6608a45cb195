"""Where ids and secrets are minted, as a port."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID


class Entropy(Protocol):
    """Where ids and secrets are minted: at the door, never inside a decision."""

    def identifier(self) -> UUID:
        """A fresh UUIDv7."""

    def seed(self) -> bytes:
        """32 random bytes."""
