"""A number of a journal, as the core knows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One number of a journal: the case it belongs to, and the local day it was given."""

    case: UUID
    date: date
