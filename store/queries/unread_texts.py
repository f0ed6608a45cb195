"""Papers and uploaded PDFs whose words nobody has taken down yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import literal, select, union_all

from store.reading import Reading
from store.tables.attachments import AttachmentRow
from store.tables.papers import PaperRow
from workflow.ports.written import Written


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadText:
    """One of them; `sha256` names its bytes."""

    kind: Written
    source: UUID
    sha256: str


def unread_texts(look: Reading, limit: int) -> list[UnreadText]:
    """Some of them, in no order that matters."""
    papers = select(literal(Written.PAPER.value).label("kind"), PaperRow.id, PaperRow.sha256).where(
        PaperRow.municipality == look.municipality, PaperRow.completed.is_not(None), PaperRow.text_read.is_(None)
    )
    uploads = select(literal(Written.ATTACHMENT.value).label("kind"), AttachmentRow.id, AttachmentRow.sha256).where(
        AttachmentRow.municipality == look.municipality,
        AttachmentRow.media_type == "application/pdf",
        AttachmentRow.case_id.is_not(None),
        AttachmentRow.text_read.is_(None),
    )
    rows: Sequence[Any] = look.connection.execute(union_all(papers.limit(limit), uploads.limit(limit))).all()
    return [UnreadText(kind=Written(row.kind), source=row.id, sha256=row.sha256) for row in rows]
