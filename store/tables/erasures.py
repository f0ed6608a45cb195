"""Erasures: whose personal data were deleted; a restore applies this list again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table, of_case


class ErasureRow(Table):
    """One erased case. `ground` is why (`workflow.filing.Ground`), `reason` in words; `applied` when the keeper had
    deleted everything."""

    __tablename__ = "erasures"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    by: Mapped[str]
    reason: Mapped[str]
    ground: Mapped[str]
    applied: Mapped[datetime | None]

    __table_args__ = (
        of_case(),
        Index("ix_erasures_waiting", "municipality", "case_id", postgresql_where=text("applied IS NULL")),
    )
