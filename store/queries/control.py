"""What is under control in a town: every instruction somebody controls, and how much of it each unit owes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_

from store.queries.page import Page, paged, position
from store.reading import Reading
from store.tables.cases import CaseRow
from store.tables.resolutions import ResolutionRow
from store.tables.staff import StaffRow
from workflow.case import Case, Resolution
from workflow.codec import case_from_json

_NEVER = datetime(9999, 12, 31, tzinfo=UTC)
_ALIVE = ("open", "reported")


@dataclass(frozen=True, slots=True, kw_only=True)
class Controlled:
    """One controlled instruction; `unit` is that of its lead."""

    case: Case
    resolution: Resolution
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitOwes:
    """Open controlled instructions of a unit's people; `overdue_below` are sub-resolutions among the overdue."""

    unit: str | None
    open: int
    overdue: int
    overdue_below: int


def controlled(
    look: Reading,
    now: datetime,
    *,
    unit: str | None = None,
    late: bool = False,
    everything: bool = False,
    cursor: str | None = None,
    limit: int = 50,
) -> Page[Controlled]:
    """The nearest date first. `late`: only those past their date or missed before; `everything`: also those taken off
    control or recalled."""
    due = func.coalesce(ResolutionRow.due, _NEVER)
    query = _lines(select(ResolutionRow.id, CaseRow.body, _unit().label("unit"), due.label("sort_due")), look)
    if unit is not None:
        query = query.where(_unit() == unit)
    if not everything:
        query = query.where(ResolutionRow.status.in_(_ALIVE))
    if late:
        query = query.where(or_(ResolutionRow.late, _overdue(now)))
    after = position(cursor, datetime, UUID)
    if after is not None:
        query = query.where(tuple_(due, ResolutionRow.id) > tuple_(*after))
    rows = look.connection.execute(query.order_by(due, ResolutionRow.id).limit(limit + 1)).all()
    return paged(rows, limit, lambda row: _controlled(row.id, row.body, row.unit), lambda row: (row.sort_due, row.id))


def missed_since(look: Reading, now: datetime, since: datetime, limit: int = 100) -> tuple[Controlled, ...]:
    """Controlled instructions whose date was missed and that are still alive, or were settled since then: what a
    meeting asks reasons for. Those of one unit together, the longest missed first."""
    rows = look.connection.execute(missed_query(look, now, since, limit))
    return tuple(_controlled(row.id, row.body, row.unit) for row in rows)


def missed_query(look: Reading, now: datetime, since: datetime, limit: int) -> Select[*tuple[Any, ...]]:
    """The statement behind `missed_since`, so that a test may ask how it is carried out."""
    due = func.coalesce(ResolutionRow.due, _NEVER)
    return (
        _lines(select(ResolutionRow.id, CaseRow.body, _unit().label("unit")), look)
        .where(
            or_(
                and_(ResolutionRow.status.in_(_ALIVE), _overdue(now)),
                and_(ResolutionRow.late, ResolutionRow.status.in_(_ALIVE), ResolutionRow.off_control_at.is_(None)),
                and_(ResolutionRow.late, ResolutionRow.off_control_at >= since),
            )
        )
        .order_by(_unit(), due, ResolutionRow.id)
        .limit(limit)
    )


def owed_by_unit(look: Reading, now: datetime) -> tuple[UnitOwes, ...]:
    """One line per unit that has open controlled instructions, by its id; None: nobody's unit."""
    below = and_(_overdue(now), ResolutionRow.parent.is_not(None))
    counts = select(
        _unit().label("unit"),
        func.count().label("open"),
        func.count().filter(_overdue(now)).label("overdue"),
        func.count().filter(below).label("overdue_below"),
    )
    query = _lines(counts, look).where(ResolutionRow.status.in_(_ALIVE)).group_by(_unit()).order_by(_unit())
    return tuple(
        UnitOwes(unit=row.unit, open=row.open, overdue=row.overdue, overdue_below=row.overdue_below)
        for row in look.connection.execute(query)
    )


def _lines(query: Select[*tuple[Any, ...]], look: Reading) -> Select[*tuple[Any, ...]]:
    return (
        query.select_from(ResolutionRow)
        .join(CaseRow, and_(CaseRow.municipality == ResolutionRow.municipality, CaseRow.id == ResolutionRow.case_id))
        .outerjoin(
            StaffRow,
            and_(StaffRow.municipality == ResolutionRow.municipality, StaffRow.username == ResolutionRow.lead_username),
        )
        .where(ResolutionRow.municipality == look.municipality, ResolutionRow.controller.is_not(None))
    )


def _unit() -> Any:
    return func.coalesce(ResolutionRow.lead_unit, StaffRow.unit)


def _overdue(now: datetime) -> ColumnElement[bool]:
    return and_(ResolutionRow.status == "open", ResolutionRow.due <= now)


def _controlled(identifier: UUID, body: Any, unit: str | None) -> Controlled:
    case = case_from_json(body)
    found = case.resolution(identifier)
    if found is None:
        raise LookupError(identifier)
    return Controlled(case=case, resolution=found, unit=unit)
