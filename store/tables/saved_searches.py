"""Searches that somebody has put aside under a name: their own, nobody else's."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import Table


class SavedSearchRow(Table):
    """`query` is what stands after the question mark in the address of the list."""

    __tablename__ = "saved_searches"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    query: Mapped[str]
    at: Mapped[datetime]
