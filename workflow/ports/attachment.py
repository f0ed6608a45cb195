"""An upload, as the core knows it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """An uploaded file, cleaned; `place` latitude and longitude in 1e-7 degrees; `case` None while unclaimed."""

    id: UUID
    media_type: str
    sha256: str
    size: int
    place: tuple[int, int] | None
    case: UUID | None
