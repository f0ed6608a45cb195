"""Counters: numbers of journals, gapless; and references of cases, unique but not gapless."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table


class RegisterRow(Table):
    """The last number given in a journal that year; its row lock makes the numbers gapless."""

    __tablename__ = "registers"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    register: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class ReferenceCounterRow(Table):
    """The last reference given that year; counted outside the command's transaction (store/references.py)."""

    __tablename__ = "reference_counters"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]
