"""Executors of resolutions, by whom a case is known to them (workflow/policy.py)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table, of_case


class ExecutorRow(Table):
    """The `ordinal`-th executor of a resolution, counted from 0."""

    __tablename__ = "executors"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    resolution: Mapped[UUID] = mapped_column(primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[UUID]
    username: Mapped[str | None]
    unit: Mapped[str | None]
    role: Mapped[str]
    status: Mapped[str]
    due: Mapped[datetime | None]

    __table_args__ = (
        of_case(),
        ForeignKeyConstraint(["municipality", "resolution"], ["resolutions.municipality", "resolutions.id"]),
        Index("ix_executors_case_id", "municipality", "case_id"),
        Index("ix_executors_username", "municipality", "username", "case_id"),
        Index("ix_executors_unit", "municipality", "unit", "case_id"),
    )
