"""Timers: the moments at which the sweep wakes a case (house.md, "Timers are rows")."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table, of_case


class TimerRow(Table):
    """One rung of one clock of one case. Changed only under the lock of its case row."""

    __tablename__ = "timers"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    clock: Mapped[str] = mapped_column(primary_key=True)
    rung: Mapped[int] = mapped_column(primary_key=True)
    due: Mapped[datetime]

    __table_args__ = (of_case(), Index("ix_timers_due", "municipality", "due"))
