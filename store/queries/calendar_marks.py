"""By which calendars a town's running cases are dated, and which cases those are."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from store.reading import Reading
from store.tables.cases import CaseRow
from store.tables.towns import TownRow


def calendars_noted(look: Reading) -> str | None:
    """The digest noted last; None: never."""
    query = select(TownRow.calendars).where(TownRow.municipality == look.municipality)
    noted: str | None = look.connection.execute(query).scalar_one_or_none()
    return noted


def running_cases(look: Reading, after: UUID | None, limit: int) -> tuple[UUID, ...]:
    """Ids of cases not closed, in their order, the ones after `after`."""
    query = (
        select(CaseRow.id)
        .where(CaseRow.municipality == look.municipality, CaseRow.closed.is_(None))
        .order_by(CaseRow.id)
        .limit(limit)
    )
    if after is not None:
        query = query.where(CaseRow.id > after)
    return tuple(look.connection.execute(query).scalars())
