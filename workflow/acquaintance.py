"""A list of people who are to read something (ознайомлення), each with the date they did. Frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Somebody on the list. `by` is who read: the reader, or who stands in for them (`acting_for` is then set)."""

    username: str
    name: str
    position: str
    read: datetime | None = None
    by: str | None = None
    acting_for: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquaintance:
    """One list. `document` is the paper to read, None for the case; `asked_by` a username, or `system`.

    `due` is the first instant after the time allowed, `overdue_at` when those who have not read are told so, once.
    """

    id: UUID
    document: UUID | None
    asked_by: str
    asked: datetime
    readers: tuple[Reader, ...]
    due_date: date | None = None
    due: datetime | None = None
    overdue_at: datetime | None = None
    overdue_told: int = 0

    @property
    def waiting(self) -> tuple[Reader, ...]:
        """Who has not read yet."""
        return tuple(one for one in self.readers if one.read is None)
