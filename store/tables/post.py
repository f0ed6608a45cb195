"""«Друк і пошта»: complete papers that leave in an envelope."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table, of_case


class PostEntryRow(Table):
    """One letter under the id of the effect that wanted it; `tracking` and `sent` when it was handed to the post."""

    __tablename__ = "post_entries"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID]
    paper: Mapped[UUID]
    added: Mapped[datetime]
    tracking: Mapped[str | None]
    sent: Mapped[datetime | None]

    __table_args__ = (
        of_case(),
        ForeignKeyConstraint(["municipality", "paper"], ["papers.municipality", "papers.id"]),
        Index("ix_post_entries_waiting", "municipality", "added", "id", postgresql_where=text("sent IS NULL")),
        Index("ix_post_entries_paper", "municipality", "paper"),
    )
