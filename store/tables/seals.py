"""Seals over the histories of a municipality: a chain of signed Merkle roots (house.md, "Chain per case")."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table


class SealRow(Table):
    """One seal. `hash` is over the canonical JSON of what it states; `signature` is over that same JSON."""

    __tablename__ = "seals"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    previous: Mapped[bytes | None]
    root: Mapped[bytes]
    cases: Mapped[int]
    hash: Mapped[bytes]
    signature: Mapped[bytes]
    key_id: Mapped[str]

    __table_args__ = (CheckConstraint("(number = 1) = (previous IS NULL)", name="first"),)


class SealLeafRow(Table):
    """One case under a seal: how far its history was sealed; the head is that history row's hash."""

    __tablename__ = "seal_leaves"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    seal: Mapped[int]

    __table_args__ = (
        ForeignKeyConstraint(["municipality", "seal"], ["seals.municipality", "seals.number"]),
        Index("ix_seal_leaves_seal", "municipality", "seal"),
    )
