"""Resolutions as far as they are looked for by id, date and executor."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table, of_case


class ResolutionRow(Table):
    """One resolution; `lead_unit` and `lead_username` are its lead executor."""

    __tablename__ = "resolutions"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID]
    number: Mapped[str]
    parent: Mapped[UUID | None]
    author: Mapped[str]
    acting_for: Mapped[str | None]
    controller: Mapped[str | None]
    lead_username: Mapped[str | None]
    lead_unit: Mapped[str | None]
    status: Mapped[str]
    issued: Mapped[datetime]
    due_date: Mapped[date | None]
    due: Mapped[datetime | None]
    late: Mapped[bool]
    lateness_reason: Mapped[str | None]
    off_control_by: Mapped[str | None]
    off_control_at: Mapped[datetime | None]

    __table_args__ = (
        of_case(),
        Index("ix_resolutions_case_id", "municipality", "case_id"),
        Index("ix_resolutions_late", "municipality", "off_control_at", "id", postgresql_where=text("late")),
        Index(
            "ix_resolutions_due", "municipality", "due", "id", postgresql_where=text("status IN ('open', 'reported')")
        ),
    )
