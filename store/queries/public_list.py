"""The public register: cases of public types in public states, with nothing that says who."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, select, tuple_

from store.projections.near_cell import cell_centre
from store.queries.case_filters import Near, close_to
from store.queries.page import Page, paged, position
from store.reading import Reading
from store.tables.cases import CaseRow
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCase:
    """What everybody may see: kind, street, place to some hundred metres, state, days.

    `values` are all plain values of the case: whoever shows them takes the definition's public fields alone.
    """

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
    values: Mapping[str, Json]

    @property
    def centre(self) -> tuple[int, int] | None:
        """The middle of its cell, latitude and longitude in 1e-7 degrees: where exactly is nobody's business."""
        return None if self.cell is None else cell_centre(self.cell)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFilters:
    """`state` and `street` as they stand; opened from `since` (inclusive) to `until` (exclusive); `open` or closed."""

    state: str | None = None
    street: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    near: Near | None = None
    open: bool | None = None


NO_FILTERS = PublicFilters()


def public_cases(
    look: Reading,
    states: Mapping[str, frozenset[str]],
    *,
    published: frozenset[str] = frozenset(),
    filters: PublicFilters = NO_FILTERS,
    cursor: str | None = None,
    limit: int = 50,
) -> Page[PublicCase]:
    """Newest first; `states` are the public states of each public request type. Joined cases stand under their main.

    Of the types in `published` only what has been published.
    """
    allowed = or_(
        false(),
        *(
            and_(CaseRow.request_type == name, CaseRow.state.in_(sorted(found)), *_published(name in published))
            for name, found in states.items()
        ),
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
            CaseRow.body["values"].label("plain"),
        )
        .where(CaseRow.municipality == look.municipality, CaseRow.main.is_(None), allowed, *_filtered(filters))
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
            values=row.plain or {},
        ),
        lambda row: (row.opened, row.id),
    )


def _published(needed: bool) -> tuple[ColumnElement[bool], ...]:
    return (CaseRow.published.is_not(None),) if needed else ()


def _filtered(filters: PublicFilters) -> Iterator[ColumnElement[bool]]:
    if filters.state is not None:
        yield CaseRow.state == filters.state
    if filters.street is not None:
        yield CaseRow.street == filters.street
    if filters.since is not None:
        yield CaseRow.opened >= filters.since
    if filters.until is not None:
        yield CaseRow.opened < filters.until
    if filters.near is not None:
        yield close_to(filters.near)
    if filters.open is not None:
        yield CaseRow.closed.is_(None) if filters.open else CaseRow.closed.is_not(None)
