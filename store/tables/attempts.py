"""Counted attempts: limits that all processes share (rules.md 15)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table


class AttemptRow(Table):
    """How often something was tried since the window opened; `key` is a SHA-256, for it may name a phone."""

    __tablename__ = "attempts"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[bytes] = mapped_column(primary_key=True)
    window_start: Mapped[datetime]
    count: Mapped[int]
