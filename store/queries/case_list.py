"""Lists of cases: filtered by policy and by what was asked, page by page, without anything personal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select, tuple_

from store.queries.case_filters import CaseFilters, conditions
from store.queries.page import Page, paged, position
from store.queries.scope import where
from store.reading import Reading
from store.tables.cases import CaseRow
from workflow.actor import Actor
from workflow.errors import InvalidInput
from workflow.policy import Action, scope


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One case in a list. `definition` is the digest it runs under; `main` the reference of the case it joined."""

    id: UUID
    reference: str
    request_type: str
    definition: str
    state: str
    outcome: str | None
    channel: str
    opened: datetime
    closed: datetime | None
    due: datetime | None
    overdue: bool
    urgent: bool
    street: str | None
    unit: str | None
    assignee: str | None
    main: str | None
    latitude_e7: int | None
    longitude_e7: int | None


def list_cases(
    look: Reading, actor: Actor, filters: CaseFilters, *, cursor: str | None = None, limit: int = 50
) -> Page[CaseLine]:
    """Cases the actor may know of that fit; InvalidInput for an unknown sort or a foreign cursor."""
    query = cases_query(actor, filters, cursor=cursor, limit=limit)
    rows = look.connection.execute(query).all()
    by_due = filters.sort == "due"
    return paged(
        rows,
        limit,
        lambda row: _line(row, filters.now),
        lambda row: (row.due if by_due else row.opened, row.id),
    )


def cases_query(actor: Actor, filters: CaseFilters, *, cursor: str | None, limit: int) -> Select[*tuple[Any, ...]]:
    """The statement behind `list_cases`, so that a test may ask how it is carried out."""
    query = select(
        CaseRow.id,
        CaseRow.reference,
        CaseRow.request_type,
        CaseRow.definition,
        CaseRow.state,
        CaseRow.outcome,
        CaseRow.channel,
        CaseRow.opened,
        CaseRow.closed,
        CaseRow.due,
        CaseRow.urgent,
        CaseRow.street,
        CaseRow.unit,
        CaseRow.assignee,
        CaseRow.body["main_reference"].astext.label("main_reference"),
        CaseRow.latitude_e7,
        CaseRow.longitude_e7,
    ).where(where(scope(actor, Action.READ)), *conditions(filters, actor))
    after = position(cursor, datetime, UUID)
    match filters.sort:
        case "-opened":
            query = query.order_by(CaseRow.opened.desc(), CaseRow.id.desc())
            if after is not None:
                query = query.where(tuple_(CaseRow.opened, CaseRow.id) < tuple_(*after))
        case "opened":
            query = query.order_by(CaseRow.opened, CaseRow.id)
            if after is not None:
                query = query.where(tuple_(CaseRow.opened, CaseRow.id) > tuple_(*after))
        case "due":
            query = query.where(CaseRow.closed.is_(None), CaseRow.due.is_not(None)).order_by(CaseRow.due, CaseRow.id)
            if after is not None:
                query = query.where(tuple_(CaseRow.due, CaseRow.id) > tuple_(*after))
        case _:
            raise InvalidInput({"sort": ["not_a_choice"]})
    return query.limit(limit + 1)


def count_cases(look: Reading, actor: Actor, filters: CaseFilters) -> int:
    """How many cases a list would hold in all; for figures that open their list."""
    query = (
        select(func.count()).select_from(CaseRow).where(where(scope(actor, Action.READ)), *conditions(filters, actor))
    )
    return int(look.connection.execute(query).scalar_one())


def _line(row: Any, now: datetime) -> CaseLine:
    return CaseLine(
        id=row.id,
        reference=row.reference,
        request_type=row.request_type,
        definition=row.definition,
        state=row.state,
        outcome=row.outcome,
        channel=row.channel,
        opened=row.opened,
        closed=row.closed,
        due=row.due,
        overdue=row.closed is None and row.due is not None and row.due <= now,
        urgent=row.urgent,
        street=row.street,
        unit=row.unit,
        assignee=row.assignee,
        main=row.main_reference,
        latitude_e7=row.latitude_e7,
        longitude_e7=row.longitude_e7,
    )
