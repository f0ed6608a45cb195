"""The filing plan as people look at it: files of a year with their volumes, the cases in a file, and what is to be
filed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, LiteralString
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, and_, select
from sqlalchemy import case as sql_case
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import InstrumentedAttribute

from store.queries.page import Page, paged, position
from store.queries.scope import where
from store.reading import Reading
from store.tables.cases import CaseRow
from store.tables.erasures import ErasureRow
from store.tables.files import FiledCaseRow
from store.tables.history import HistoryRow
from store.volumes_due import keep_period
from workflow.actor import Actor
from workflow.definition.model import Period
from workflow.policy import Action, scope


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeLine:
    """One volume: how many cases lie in it, from which day to which they ended, and what became of it. `kept_until`
    None while something in it is kept for ever; `act` is the reference of the act it stands on."""

    volume: int
    cases: int
    sheets: int
    first: date | None
    last: date | None
    kept_until: date | None
    act: str | None
    destroyed: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    """One file of a year with its volumes."""

    index: str
    year: int
    title: str
    keep: Period | None
    unit: str | None
    article: str
    closed: datetime | None
    closed_by: str | None
    volumes: tuple[VolumeLine, ...]

    @property
    def cases(self) -> int:
        """In all volumes."""
        return sum(one.cases for one in self.volumes)


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledLine:
    """One case in a file. `taken_out`: it was reopened; `erased`: nothing personal is left of it."""

    number: int
    volume: int
    reference: str
    request_type: str
    definition: str
    opened: datetime
    closed: datetime | None
    outcome: str | None
    sheets: int
    kept_until: date | None
    taken_out: datetime | None
    erased: datetime | None


_FILES: LiteralString = """
SELECT index, year, title, keep, unit, article, closed, closed_by FROM files
WHERE municipality = %(municipality)s::int AND year = %(year)s ORDER BY index
"""
_VOLUMES: LiteralString = """
SELECT v.index, v.volume, c.cases, c.sheets, c.first, c.last, c.until, c.for_ever, a.reference, v.destroyed
FROM volumes v
LEFT JOIN cases a ON a.municipality = v.municipality AND a.id = v.act
JOIN LATERAL (
    SELECT count(*) AS cases, coalesce(sum(x.sheets), 0) AS sheets, max(x.kept_until) AS until,
        coalesce(bool_or(x.kept_until IS NULL), true) AS for_ever,
        min((k.closed AT TIME ZONE %(zone)s)::date) AS first, max((k.closed AT TIME ZONE %(zone)s)::date) AS last
    FROM filed_cases x JOIN cases k ON k.municipality = x.municipality AND k.id = x.case_id
    WHERE x.municipality = v.municipality AND x.index = v.index AND x.year = v.year AND x.volume = v.volume
    AND x.taken_out IS NULL
) c ON true
WHERE v.municipality = %(municipality)s::int AND v.year = %(year)s ORDER BY v.index, v.volume
"""


def files_of(look: Reading, year: int, zone: str) -> tuple[FileLine, ...]:
    """Files of a year by index, each with its volumes; days are local in `zone`."""
    asked: Mapping[str, Any] = {"municipality": look.municipality, "year": year, "zone": zone}
    volumes: dict[str, list[VolumeLine]] = {}
    for row in look.connection.exec_driver_sql(_VOLUMES, dict(asked)):
        index, volume, cases, sheets, first, last, until, for_ever, act, destroyed = row
        volumes.setdefault(index, []).append(
            VolumeLine(
                volume=volume,
                cases=int(cases),
                sheets=int(sheets),
                first=first,
                last=last,
                kept_until=None if for_ever else until,
                act=act,
                destroyed=destroyed,
            )
        )
    return tuple(
        FileLine(
            index=index,
            year=found,
            title=title,
            keep=keep_period(keep),
            unit=unit,
            article=article,
            closed=closed,
            closed_by=closed_by,
            volumes=tuple(volumes.get(index, ())),
        )
        for index, found, title, keep, unit, article, closed, closed_by in look.connection.exec_driver_sql(
            _FILES, dict(asked)
        )
    )


def cases_in_file(
    look: Reading, actor: Actor, year: int, index: str, *, cursor: str | None = None, limit: int = 50
) -> Page[FiledLine]:
    """Cases of one file in their order, those the actor may know of; InvalidInput for a foreign cursor."""
    filed = FiledCaseRow
    query = (
        select(
            filed.number,
            filed.volume,
            filed.sheets,
            filed.kept_until,
            filed.taken_out,
            CaseRow.reference,
            CaseRow.request_type,
            CaseRow.definition,
            CaseRow.opened,
            _then(CaseRow.closed, _ending(HistoryRow.at)).label("closed"),
            _then(CaseRow.outcome, _ending(sql_cast(HistoryRow.data, JSONB)["outcome"].astext)).label("outcome"),
            ErasureRow.at.label("erased"),
        )
        .join(CaseRow, and_(CaseRow.municipality == filed.municipality, CaseRow.id == filed.case_id))
        .outerjoin(ErasureRow, and_(ErasureRow.municipality == filed.municipality, ErasureRow.case_id == filed.case_id))
        .where(
            filed.municipality == look.municipality,
            filed.index == index,
            filed.year == year,
            where(scope(actor, Action.READ)),
        )
        .order_by(filed.number)
        .limit(limit + 1)
    )
    after = position(cursor, int)
    if after is not None:
        query = query.where(filed.number > after[0])
    rows = look.connection.execute(query).all()
    return paged(rows, limit, _line, lambda row: (row.number,))


def _ending(what: ColumnElement[Any] | InstrumentedAttribute[Any]) -> ScalarSelect[Any]:
    """Of the transition that ended the case before it was put there: a case that was reopened has ended twice."""
    filed = FiledCaseRow
    return (
        select(what)
        .where(
            HistoryRow.municipality == filed.municipality,
            HistoryRow.case_id == filed.case_id,
            HistoryRow.type == "Transitioned",
            HistoryRow.at <= filed.at,
        )
        .order_by(HistoryRow.sequence.desc())
        .limit(1)
        .correlate(filed)
        .scalar_subquery()
    )


def _then(now: InstrumentedAttribute[Any], before: ScalarSelect[Any]) -> ColumnElement[Any]:
    """What the case says now, or, on a line it was taken out of, what it said then."""
    return sql_case((FiledCaseRow.taken_out.is_(None), now), else_=before)


def cases_to_file(look: Reading, limit: int) -> tuple[UUID, ...]:
    """Finished cases that lie in no file, those that ended first before others."""
    query = (
        select(CaseRow.id)
        .where(CaseRow.municipality == look.municipality, CaseRow.closed.is_not(None), CaseRow.filed.is_(False))
        .order_by(CaseRow.closed, CaseRow.id)
        .limit(limit)
    )
    return tuple(look.connection.execute(query).scalars())


def _line(row: Any) -> FiledLine:
    return FiledLine(
        number=row.number,
        volume=row.volume,
        reference=row.reference,
        request_type=row.request_type,
        definition=row.definition,
        opened=row.opened,
        closed=row.closed,
        outcome=row.outcome,
        sheets=row.sheets,
        kept_until=row.kept_until,
        taken_out=row.taken_out,
        erased=row.erased,
    )
