"""What a provider's report settled."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledMessage:
    """Whose message it was; both None for one that belongs to no case."""

    case: UUID | None
    person: UUID | None
