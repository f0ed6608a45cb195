"""Deadlines of cases, for lists and statistics; how each came about stands in the case itself."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table, of_case


class DeadlineRow(Table):
    """The newest deadline of one clock of a case: earlier ones stand in its history."""

    __tablename__ = "deadlines"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    clock: Mapped[str] = mapped_column(primary_key=True)
    law: Mapped[str | None]
    article: Mapped[str | None]
    state: Mapped[str]
    started: Mapped[datetime]
    date: Mapped[date]
    deadline: Mapped[datetime]
    stopped: Mapped[datetime | None]
    late: Mapped[bool]

    __table_args__ = (
        of_case(),
        Index("ix_deadlines_deadline", "municipality", "deadline", postgresql_where=text("stopped IS NULL")),
    )
