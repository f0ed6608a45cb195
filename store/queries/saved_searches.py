"""Searches somebody has put aside."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from store.reading import Reading
from store.tables.saved_searches import SavedSearchRow


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """`query` is what stands after the question mark in the address of the list."""

    name: str
    query: str


def saved_searches(look: Reading, username: str) -> tuple[SavedSearch, ...]:
    """By name."""
    query = (
        select(SavedSearchRow.name, SavedSearchRow.query)
        .where(SavedSearchRow.municipality == look.municipality, SavedSearchRow.username == username)
        .order_by(SavedSearchRow.name)
    )
    return tuple(SavedSearch(name=row.name, query=row.query) for row in look.connection.execute(query))
