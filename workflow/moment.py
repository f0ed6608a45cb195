"""The instant and identity of one command, handed to everything that decides: nothing below reads a clock or a dice."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from workflow.quick_values import quicken


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """`now` is aware UTC; `command` the command's UUIDv7; `correlation` ties follow-ups to what caused them;
    `seed` 32 secret random bytes minted at the door: codes and commitment keys of one command derive from it.
    """

    now: datetime
    command: UUID
    correlation: UUID
    seed: bytes

    def derived_id(self, label: str) -> UUID:
        """An id made inside a decision: UUIDv8 over the command and a label, the same for the same inputs."""
        digest = hashlib.sha256(self.command.bytes + label.encode()).digest()[:16]
        return UUID(int=int.from_bytes(digest) & ~(0xF << 76) & ~(0x3 << 62) | (0x8 << 76) | (0x2 << 62))

    def derived_key(self, label: str) -> bytes:
        """32 secret bytes for one purpose of this command."""
        return hmac.new(self.seed, label.encode(), hashlib.sha256).digest()

    def derived_digits(self, label: str, count: int) -> str:
        """`count` decimal digits, unguessable from outside: the codes of check pages."""
        number = int.from_bytes(hmac.new(self.seed, label.encode(), hashlib.sha256).digest())
        return str(number % 10**count).zfill(count)


quicken(Moment)
