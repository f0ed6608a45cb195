"""Places of slots, held or booked, and who receives without appointment now."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table, of_case


class BookingRow(Table):
    """One place of a slot, counted from 1: booked by a case, held until a moment, or free again (neither).

    The primary key is what keeps a place from being sold twice.
    """

    __tablename__ = "bookings"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    calendar: Mapped[str] = mapped_column(primary_key=True)
    slot: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    starts: Mapped[datetime]
    ends: Mapped[datetime]
    hold: Mapped[UUID | None]
    held_until: Mapped[datetime | None]
    case_id: Mapped[UUID | None]

    __table_args__ = (
        of_case(),
        UniqueConstraint("municipality", "case_id"),
        UniqueConstraint("municipality", "hold"),
        CheckConstraint("place > 0", name="place"),
        CheckConstraint("starts < ends", name="period"),
        CheckConstraint("(hold IS NULL) = (held_until IS NULL)", name="hold"),
        CheckConstraint("case_id IS NULL OR hold IS NULL", name="held_or_booked"),
        Index("ix_bookings_starts", "municipality", "calendar", "starts"),
    )


class PresenceRow(Table):
    """«Я на місці, приймаю»: until when; None: not now."""

    __tablename__ = "presences"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    calendar: Mapped[str] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(primary_key=True)
    until: Mapped[datetime | None]
