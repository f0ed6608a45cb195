"""Every number of every journal: whether a card or a paper of a case took it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table, of_case


class JournalEntryRow(Table):
    """One number: `registration` is the id of a card, `paper` of a paper; exactly one is set.

    `card` holds what the card says without personal data, `place` the prefix of its personal values.
    """

    __tablename__ = "journal_entries"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    journal: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    index: Mapped[str]
    date: Mapped[date]
    case_id: Mapped[UUID]
    registration: Mapped[UUID | None]
    paper: Mapped[UUID | None]
    place: Mapped[str | None]
    their_number: Mapped[str | None]
    card: Mapped[Mapping[str, Any]]

    __table_args__ = (
        of_case(),
        CheckConstraint("(registration IS NULL) <> (paper IS NULL)", name="one_holder"),
        Index("ix_journal_entries_case_id", "municipality", "case_id"),
        Index("ix_journal_entries_their_number", "municipality", "their_number"),
    )
