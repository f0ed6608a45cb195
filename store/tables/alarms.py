"""Alarms on staff screens: a code and its data, told to roles, units and users."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table, of_case


class AlarmRow(Table):
    """One alarm under the id of the effect that wanted it."""

    __tablename__ = "alarms"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID | None]
    """None for what is about no one case: the digest of a return"""
    code: Mapped[str]
    data: Mapped[Mapping[str, Any]]
    at: Mapped[datetime]

    __table_args__ = (of_case(), Index("ix_alarms_case_id", "municipality", "case_id"))


class AlarmRecipientRow(Table):
    """Whom an alarm is for: `role:R`, `unit:U` or `user:U`. Rows: an array would need a scan under row security."""

    __tablename__ = "alarm_recipients"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    recipient: Mapped[str] = mapped_column(primary_key=True)
    alarm: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime]

    __table_args__ = (
        ForeignKeyConstraint(["municipality", "alarm"], ["alarms.municipality", "alarms.id"]),
        Index("ix_alarm_recipients_at", "municipality", "recipient", "at"),
    )
