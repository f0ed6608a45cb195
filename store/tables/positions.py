"""Ordered registers: who stands where, and every move with its reason."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table, of_case


class PositionRow(Table):
    """Where a case stands: one position per case, one case per turn. `until` is set when it has left."""

    __tablename__ = "positions"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    register: Mapped[str]
    category: Mapped[str | None]
    rank: Mapped[int]
    turn: Mapped[int]
    since: Mapped[datetime]
    until: Mapped[datetime | None]

    __table_args__ = (
        of_case(),
        UniqueConstraint("municipality", "register", "turn"),
        CheckConstraint("rank >= 0 AND turn > 0", name="order"),
        Index("ix_positions_order", "municipality", "register", "rank", "turn", postgresql_where=text("until IS NULL")),
    )


class RegisterMoveRow(Table):
    """One move in a register, told by the event `sequence` of its case: `kind` entered, moved or left, `why` the move
    of the case that brought it."""

    __tablename__ = "register_moves"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    register: Mapped[str]
    kind: Mapped[str]
    category: Mapped[str | None]
    rank_before: Mapped[int | None]
    rank: Mapped[int | None]
    turn: Mapped[int]
    why: Mapped[str]
    at: Mapped[datetime]

    __table_args__ = (
        of_case(),
        CheckConstraint("kind IN ('entered', 'moved', 'left')", name="kind"),
        Index("ix_register_moves_at", "municipality", "register", "at"),
    )
