"""History: what happened to each case, one row per event, chained (house.md, "Chain per case"). Never changed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table, of_case


class HistoryRow(Table):
    """One event. `data` is its canonical JSON, byte for byte what was hashed; `previous` is None for the first.

    `correlation` and `command` say what caused it; they stand outside the hash.
    """

    __tablename__ = "history"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    acting_for: Mapped[str | None]
    type: Mapped[str]
    schema: Mapped[int]
    data: Mapped[str]
    definition: Mapped[str]
    previous: Mapped[bytes | None]
    hash: Mapped[bytes]
    correlation: Mapped[UUID]
    command: Mapped[UUID]

    __table_args__ = (
        of_case(),
        CheckConstraint("sequence > 0", name="sequence"),
        CheckConstraint("(sequence = 1) = (previous IS NULL)", name="first"),
        CheckConstraint("octet_length(hash) = 32", name="hash"),
    )
