"""Incidents: outside work that got stuck, for staff to retry or drop."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table, of_case

_OPEN = text("settled IS NULL")


class IncidentRow(Table):
    """One incident; at most one open per effect. `how` is retried or dropped."""

    __tablename__ = "incidents"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    effect: Mapped[UUID]
    case_id: Mapped[UUID | None]
    kind: Mapped[str]
    reason: Mapped[str]
    data: Mapped[Mapping[str, Any]]
    at: Mapped[datetime]
    settled: Mapped[datetime | None]
    settled_by: Mapped[str | None]
    how: Mapped[str | None]

    __table_args__ = (
        of_case(),
        CheckConstraint("(settled IS NULL) = (how IS NULL)", name="settled"),
        Index("uq_incidents_open_effect", "municipality", "effect", unique=True, postgresql_where=_OPEN),
        Index("ix_incidents_at", "municipality", "at", postgresql_where=_OPEN),
        Index("ix_incidents_case_id", "municipality", "case_id"),
    )
