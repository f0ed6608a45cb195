"""The port behind post: where a letter waits for a clerk to print it, put it into an envelope and carry it out."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from notifications.message import Attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintEntry:
    """One envelope: `address` lines, what to print (`papers`, and `text` as the covering words), since when (UTC)."""

    id: UUID
    municipality: int
    address: str = field(repr=False)
    subject: str | None = field(repr=False)
    text: str = field(repr=False)
    papers: tuple[Attachment, ...] = field(repr=False)
    queued_at: datetime


class PrintQueue(Protocol):
    """A durable queue."""

    def put(self, entry: PrintEntry) -> None:
        """Keep the entry. A second entry with the same municipality and id changes nothing. Raises `OSError`."""
