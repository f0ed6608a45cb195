"""What awaits one person: by their own seat, and by the seats of those they stand in for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    Subquery,
    and_,
    case,
    func,
    literal,
    null,
    or_,
    select,
    true,
    tuple_,
    union_all,
)
from sqlalchemy.sql.expression import cast as sql_cast
from sqlalchemy.types import DateTime, Text, Uuid

from store.queries.page import Page, paged, position
from store.reading import Reading
from store.tables.cases import CaseRow
from store.tables.deadlines import DeadlineRow
from store.tables.incidents import IncidentRow
from store.tables.work_items import WorkItemRow
from workflow.actor import Actor
from workflow.policy import TOWN_WIDE

NEVER = datetime(9999, 12, 31, tzinfo=UTC)
_INCIDENTS_FOR = frozenset({"admin", "registrar"})


class Part(StrEnum):
    """Which lines of a queue: all, those that name somebody, those nobody has taken, those due soon or overdue."""

    ALL = "all"
    NAMED = "mine"
    UNCLAIMED = "unclaimed"
    SOON = "soon"


SOON = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLine:
    """One thing to do. `reference` and what follows from the case are None for an incident without a case.

    `key` tells the lines of one case apart (workflow/work_item.py; an incident's is its id). `acting_for` is the absent
    official whose work it is.
    """

    kind: str
    key: str
    reference: str | None
    request_type: str | None
    definition: str | None
    state: str | None
    street: str | None
    urgent: bool
    clock: str | None
    article: str | None
    due: datetime | None
    document: UUID | None
    resolution: UUID | None
    work: UUID | None
    work_title: str
    work_code: str
    acting_for: str | None
    opened: datetime | None
    unclaimed: bool = False


@dataclass(frozen=True, slots=True)
class _Seat:
    username: str
    roles: frozenset[str]
    unit: str | None
    acting_for: str | None


def work_queue(
    look: Reading,
    actor: Actor,
    *,
    cursor: str | None = None,
    limit: int = 50,
    part: Part = Part.ALL,
    kind: str | None = None,
    now: datetime | None = None,
) -> Page[WorkLine]:
    """Most urgent first; what has no date comes last, oldest first. `kind` is one of WorkKind; SOON needs `now`."""
    rows = look.connection.execute(queue_query(actor, cursor=cursor, limit=limit, part=part, kind=kind, now=now)).all()
    return paged(rows, limit, _line, lambda row: (row.sort_due, row.sort_case, row.key))


def part_sizes(look: Reading, actor: Actor, now: datetime) -> Mapping[Part, int]:
    """How many lines each part holds."""
    lines = _counted(actor).subquery()
    query = select(
        func.count(),
        func.count().filter(~lines.c.unclaimed),
        func.count().filter(lines.c.unclaimed),
        func.count().filter(lines.c.sort_due <= now + SOON),
    ).select_from(lines)
    row = look.connection.execute(query).one()
    return dict(zip(Part, row, strict=True))


def queue_query(
    actor: Actor,
    *,
    cursor: str | None,
    limit: int,
    part: Part = Part.ALL,
    kind: str | None = None,
    now: datetime | None = None,
) -> Select[*tuple[Any, ...]]:
    """The statement behind `work_queue`, so that a test may ask how it is carried out."""
    after = position(cursor, datetime, UUID, str)

    def first(lines: Subquery) -> Select[*tuple[Any, ...]]:
        query = select(lines).order_by(lines.c.sort_due, lines.c.sort_case, lines.c.key).limit(limit + 1)
        if after is not None:
            query = query.where(tuple_(lines.c.sort_due, lines.c.sort_case, lines.c.key) > tuple_(*after))
        if kind is not None:
            query = query.where(lines.c.kind == kind)
        match part:
            case Part.NAMED:
                query = query.where(~lines.c.unclaimed)
            case Part.UNCLAIMED:
                query = query.where(lines.c.unclaimed)
            case Part.SOON:
                query = query.where(lines.c.sort_due <= now + SOON if now is not None else lines.c.sort_due < NEVER)
            case Part.ALL:
                pass
        return query

    # The first few are chosen among the items alone: joined before that, a long queue reads the whole table of cases.
    chosen = _with_cases(first(_items(actor.municipality, _seats(actor)).subquery()).subquery(), actor.municipality)
    if not actor.roles & _INCIDENTS_FOR:
        return chosen.order_by("sort_due", "sort_case", "key")
    return first(union_all(chosen, _incidents(actor.municipality)).subquery())


def _counted(actor: Actor) -> Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]:
    """The same lines with no more than their sizes need: every item has its case, which is not asked for."""
    items = select(
        WorkItemRow.username.is_(None).label("unclaimed"), func.coalesce(WorkItemRow.due, NEVER).label("sort_due")
    ).where(WorkItemRow.municipality == actor.municipality, or_(*(_awaits(seat) for seat in _seats(actor))))
    if not actor.roles & _INCIDENTS_FOR:
        return items
    stuck = select(true().label("unclaimed"), literal(NEVER).label("sort_due")).where(
        IncidentRow.municipality == actor.municipality, IncidentRow.settled.is_(None)
    )
    return union_all(items, stuck)


def _items(municipality: int, seats: list[_Seat]) -> Select[*tuple[Any, ...]]:
    own = seats[0]
    # One's own work counts as such even when it is also that of somebody one stands in for.
    owner = case(
        (_awaits(own), null()),
        *((_awaits(seat), literal(seat.acting_for)) for seat in seats[1:]),
        else_=null(),
    )
    return select(
        WorkItemRow.kind,
        WorkItemRow.key,
        WorkItemRow.clock,
        WorkItemRow.due,
        WorkItemRow.document,
        WorkItemRow.resolution,
        WorkItemRow.work,
        func.coalesce(WorkItemRow.title, "").label("work_title"),
        func.coalesce(WorkItemRow.code, "").label("work_code"),
        sql_cast(owner, Text).label("acting_for"),
        WorkItemRow.username.is_(None).label("unclaimed"),
        func.coalesce(WorkItemRow.due, NEVER).label("sort_due"),
        WorkItemRow.case_id.label("sort_case"),
    ).where(WorkItemRow.municipality == municipality, or_(*(_awaits(seat) for seat in seats)))


def _with_cases(items: Subquery, municipality: int) -> Select[*tuple[Any, ...]]:
    article = (
        select(DeadlineRow.article)
        .where(
            DeadlineRow.municipality == municipality,
            DeadlineRow.case_id == items.c.sort_case,
            DeadlineRow.clock == items.c.clock,
        )
        .scalar_subquery()
    )
    return select(
        items.c.kind,
        items.c.key,
        CaseRow.reference,
        CaseRow.request_type,
        CaseRow.definition,
        CaseRow.state,
        CaseRow.street,
        CaseRow.urgent,
        items.c.clock,
        article.label("article"),
        items.c.due,
        items.c.document,
        items.c.resolution,
        items.c.work,
        items.c.work_title,
        items.c.work_code,
        items.c.acting_for,
        CaseRow.opened,
        items.c.unclaimed,
        items.c.sort_due,
        items.c.sort_case,
    ).join(CaseRow, and_(CaseRow.municipality == municipality, CaseRow.id == items.c.sort_case))


def _incidents(municipality: int) -> Select[*tuple[Any, ...]]:
    return (
        select(
            literal("incident").label("kind"),
            sql_cast(IncidentRow.id, Text).label("key"),
            CaseRow.reference,
            CaseRow.request_type,
            CaseRow.definition,
            CaseRow.state,
            CaseRow.street,
            func.coalesce(CaseRow.urgent, False).label("urgent"),
            sql_cast(null(), Text).label("clock"),
            sql_cast(null(), Text).label("article"),
            sql_cast(null(), DateTime(timezone=True)).label("due"),
            sql_cast(null(), Uuid).label("document"),
            sql_cast(null(), Uuid).label("resolution"),
            sql_cast(null(), Uuid).label("work"),
            literal("").label("work_title"),
            literal("").label("work_code"),
            sql_cast(null(), Text).label("acting_for"),
            IncidentRow.at.label("opened"),
            true().label("unclaimed"),
            literal(NEVER).label("sort_due"),
            IncidentRow.id.label("sort_case"),
        )
        .outerjoin(CaseRow, and_(CaseRow.municipality == IncidentRow.municipality, CaseRow.id == IncidentRow.case_id))
        .where(IncidentRow.municipality == municipality, IncidentRow.settled.is_(None))
    )


def _seats(actor: Actor) -> list[_Seat]:
    return list(_each_seat(actor))


def _each_seat(actor: Actor) -> Iterator[_Seat]:
    yield _Seat(actor.username or "", actor.roles, actor.unit, None)
    for absent in actor.substitutes:
        yield _Seat(absent.username, absent.roles, absent.unit, absent.username)


def _awaits(seat: _Seat) -> ColumnElement[bool]:
    """A named person, else a role (of one unit, unless the role's work is the whole town's), else anybody of a unit."""
    named = WorkItemRow.username == seat.username
    nobody = WorkItemRow.username.is_(None)
    wide = seat.roles & TOWN_WIDE if seat.unit is not None else seat.roles
    narrow = seat.roles - wide
    found = [named, and_(nobody, WorkItemRow.role.in_(sorted(wide)))]
    if narrow:
        here = or_(WorkItemRow.unit.is_(None), WorkItemRow.unit == seat.unit)
        found.append(and_(nobody, WorkItemRow.role.in_(sorted(narrow)), here))
    if seat.unit is not None:
        found.append(and_(nobody, WorkItemRow.role.is_(None), WorkItemRow.unit == seat.unit))
    return or_(*found)


def _line(row: Any) -> WorkLine:
    return WorkLine(
        kind=row.kind,
        key=row.key,
        reference=row.reference,
        request_type=row.request_type,
        definition=row.definition,
        state=row.state,
        street=row.street,
        urgent=row.urgent,
        clock=row.clock,
        article=row.article,
        due=row.due,
        document=row.document,
        resolution=row.resolution,
        work=row.work,
        work_title=row.work_title,
        work_code=row.work_code,
        acting_for=row.acting_for,
        opened=row.opened,
        unclaimed=row.unclaimed,
    )
