"""Where ids and secrets come from: UUIDv7 for ids, the system's random source for secrets. Nobody else throws dice."""

from __future__ import annotations

import secrets
from uuid import UUID

from uuid_utils.compat import uuid7

_SEED_BYTES = 32
_RANDOM = secrets.SystemRandom()


class SystemEntropy:
    """`workflow.ports.Entropy`."""

    def identifier(self) -> UUID:
        """A fresh UUIDv7: ids of one process are in order of time."""
        return uuid7()

    def seed(self) -> bytes:
        """32 random bytes."""
        return secrets.token_bytes(_SEED_BYTES)

    def draw(self) -> float:
        """A number from 0 to 1, for jitter."""
        return _RANDOM.random()
