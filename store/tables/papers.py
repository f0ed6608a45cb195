"""Papers of cases as far as they are looked for by id, number, code or content; and every version of their bytes."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table, of_case

_STAMPED = text("good_until IS NOT NULL AND status = 'complete'")
_UNSTAMPED = text("good_until IS NULL AND status = 'complete'")
UNREAD = text("completed IS NOT NULL AND text_read IS NULL")


class PaperRow(Table):
    """One paper. One number per register and year: `year` is the year it was numbered in, and stays.

    `good_until`: when the certificates of its newest time stamp end; None below B-LTA. `text_read`: when its words were
    taken down.
    """

    __tablename__ = "papers"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID]
    type: Mapped[str]
    status: Mapped[str]
    drafted: Mapped[datetime]
    register: Mapped[str | None]
    year: Mapped[int | None]
    number: Mapped[str | None]
    date: Mapped[date | None]
    code: Mapped[str | None]
    sha256: Mapped[str | None]
    completed: Mapped[datetime | None]
    replaced_by: Mapped[UUID | None]
    good_until: Mapped[datetime | None]
    text_read: Mapped[datetime | None]

    __table_args__ = (
        of_case(),
        UniqueConstraint("municipality", "register", "year", "number"),
        UniqueConstraint("municipality", "code"),
        CheckConstraint("(number IS NULL) = (year IS NULL)", name="numbered"),
        CheckConstraint("status <> 'complete' OR sha256 IS NOT NULL", name="complete_has_bytes"),
        Index("ix_papers_case_id", "municipality", "case_id"),
        Index("ix_papers_good_until", "municipality", "good_until", postgresql_where=_STAMPED),
        Index("ix_papers_unstamped", "municipality", "id", postgresql_where=_UNSTAMPED),
        Index("ix_papers_unread", "municipality", "id", postgresql_where=UNREAD),
    )


class PaperVersionRow(Table):
    """Bytes a paper once had: `stage` is opened, signed or upgraded."""

    __tablename__ = "paper_versions"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(primary_key=True)
    paper: Mapped[UUID]
    stage: Mapped[str]
    at: Mapped[datetime]

    __table_args__ = (
        ForeignKeyConstraint(["municipality", "paper"], ["papers.municipality", "papers.id"]),
        Index("ix_paper_versions_paper", "municipality", "paper"),
    )
