"""Ids that effects derive: one effect may reach several people by several ways, each known by its own id for ever."""

from __future__ import annotations

import hashlib
from uuid import UUID


def follow_up_id(effect: UUID, *parts: str) -> UUID:
    """UUIDv8 over the effect's id and `parts`: the same on every retry."""
    digest = hashlib.sha256("\0".join((str(effect), *parts)).encode()).digest()[:16]
    number = int.from_bytes(digest) & ~(0xF << 76) & ~(0x3 << 62)
    return UUID(int=number | (0x8 << 76) | (0x2 << 62))
