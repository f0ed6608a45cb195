"""The public register: cases of public types in public states, with nothing that says who."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, false, or_, select, tuple_

from store.queries.page import Page, paged, position
from store.reading import Reading
from store.tables.cases import CaseRow


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCase:
    """What everybody may see: kind, street, place to some hundred metres, state, days."""

    reference: str
    request_type: str
    definition: str
    state: str
    outcome: str | None
    street: str | None
    cell: int | None
    opened: datetime
    closed: datetime | None
    reopened: int


def public_cases(
    look: Reading, states: Mapping[str, frozenset[str]], *, cursor: str | None = None, limit: int = 50
) -> Page[PublicCase]:
    """Newest first; `states` are the public states of each public request type. Joined cases stand under their main."""
    allowed = or_(
        false(),
        *(and_(CaseRow.request_type == name, CaseRow.state.in_(sorted(found))) for name, found in states.items()),
    )
    query = (
        select(
            CaseRow.id,
            CaseRow.reference,
            CaseRow.request_type,
            CaseRow.definition,
            CaseRow.state,
            CaseRow.outcome,
            CaseRow.street,
            CaseRow.cell,
            CaseRow.opened,
            CaseRow.closed,
            CaseRow.reopened,
        )
        .where(CaseRow.municipality == look.municipality, CaseRow.main.is_(None), allowed)
        .order_by(CaseRow.opened.desc(), CaseRow.id.desc())
        .limit(limit + 1)
    )
    after = position(cursor, datetime, UUID)
    if after is not None:
        query = query.where(tuple_(CaseRow.opened, CaseRow.id) < tuple_(*after))
    rows = look.connection.execute(query).all()
    return paged(
        rows,
        limit,
        lambda row: PublicCase(
            reference=row.reference,
            request_type=row.request_type,
            definition=row.definition,
            state=row.state,
            outcome=row.outcome,
            street=row.street,
            cell=row.cell,
            opened=row.opened,
            closed=row.closed,
            reopened=row.reopened,
        ),
        lambda row: (row.opened, row.id),
    )
