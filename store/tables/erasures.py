"""Erasures: whose personal data were deleted; a restore applies this list again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table, of_case


class ErasureRow(Table):
    """One erased case."""

    __tablename__ = "erasures"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    by: Mapped[str]
    reason: Mapped[str]

    __table_args__ = (of_case(),)
