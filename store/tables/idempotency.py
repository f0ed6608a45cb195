"""Replies kept under idempotency keys, so that a retry gets the same bytes and nothing happens twice (rules.md 2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table


class ReplyRow(Table):
    """One stored reply; `body_hash` is the SHA-256 of the request it answered."""

    __tablename__ = "replies"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(primary_key=True)
    body_hash: Mapped[str]
    status: Mapped[int]
    headers: Mapped[Mapping[str, Any]]
    body: Mapped[bytes]
    at: Mapped[datetime]

    __table_args__ = (Index("ix_replies_at", "municipality", "at"),)
