"""The hash that chains a case's history (house.md, "Chain per case"). Pure: one formula for writing and checking."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from functools import lru_cache
from uuid import UUID

from workflow.codec import canonical


def entry_hash(
    *,
    case: UUID,
    sequence: int,
    at: datetime,
    actor: str,
    acting_for: str | None,
    kind: str,
    schema: int,
    data: bytes,
    definition: str,
    previous: bytes | None,
) -> bytes:
    """SHA-256 over the canonical JSON of one history row; `data` is canonical JSON already, hashes are hex inside.

    Canonical objects are their members in order of names, so `data` is put between its neighbours as it is.
    """
    before = _before(acting_for, actor, at, case)
    after = canonical(
        {
            "definition": definition,
            "previous": None if previous is None else previous.hex(),
            "schema": schema,
            "sequence": sequence,
            "type": kind,
        }
    )
    return hashlib.sha256(before[:-1] + b',"data":' + data + b"," + after[1:]).digest()


@lru_cache(maxsize=32)
def _before(acting_for: str | None, actor: str, at: datetime, case: UUID) -> bytes:
    """The members before `data`: the same for all rows of one command."""
    return canonical({"acting_for": acting_for, "actor": actor, "at": instant(at), "case": str(case)})


def instant(at: datetime) -> str:
    """RFC 3339 in UTC with microseconds, as hashes hold it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
