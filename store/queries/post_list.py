"""«Друк і пошта»: complete papers waiting for their envelope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select

from store.reading import Reading
from store.tables.cases import CaseRow
from store.tables.papers import PaperRow
from store.tables.post import PostEntryRow


@dataclass(frozen=True, slots=True, kw_only=True)
class PostEntry:
    """One letter; `sha256` addresses its bytes."""

    id: UUID
    case: UUID
    reference: str
    document: UUID
    number: str | None
    sha256: str | None
    added: datetime


def letters_waiting(look: Reading, *, limit: int = 200) -> tuple[PostEntry, ...]:
    """Oldest first."""
    query = (
        select(
            PostEntryRow.id,
            PostEntryRow.case_id,
            CaseRow.reference,
            PostEntryRow.paper,
            PaperRow.number,
            PaperRow.sha256,
            PostEntryRow.added,
        )
        .join(CaseRow, and_(CaseRow.municipality == PostEntryRow.municipality, CaseRow.id == PostEntryRow.case_id))
        .join(PaperRow, and_(PaperRow.municipality == PostEntryRow.municipality, PaperRow.id == PostEntryRow.paper))
        .where(PostEntryRow.municipality == look.municipality, PostEntryRow.sent.is_(None))
        .order_by(PostEntryRow.added, PostEntryRow.id)
        .limit(limit)
    )
    return tuple(
        PostEntry(
            id=row.id,
            case=row.case_id,
            reference=row.reference,
            document=row.paper,
            number=row.number,
            sha256=row.sha256,
            added=row.added,
        )
        for row in look.connection.execute(query)
    )
