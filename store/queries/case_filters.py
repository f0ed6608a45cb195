"""What a list of cases may be asked for (api.md), as SQL that indexes serve under row-level security.

Only integers, instants and equality or order of texts stand here: other comparisons are not leakproof, and PostgreSQL
then reads the whole table before it dares to compare (house.md, "Row-level security").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select

from store.projections.near_cell import cells_around, reach_e7
from store.projections.search_words import words
from store.tables.cases import CaseRow
from store.tables.personal import SearchWordRow

_REFERENCE = re.compile(r"\d{2}-\d{5,}")
_LAST = chr(0x10FFFF)
_MOST_WORDS = 6
NEAR_LIMIT_METRES = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Within `metres` (at most NEAR_LIMIT_METRES) of a place in 1e-7 degrees, measured as a square."""

    latitude_e7: int
    longitude_e7: int
    metres: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilters:
    """All given ones must hold. `overdue` is measured at `now`; `q` is a reference, a phone, or first letters of words.

    `sort`: `-opened`, `opened`, or `due`, which lists open cases with a running deadline, the most urgent first.
    """

    now: datetime
    request_type: str | None = None
    state: str | None = None
    unit: str | None = None
    assignee: str | None = None
    channel: str | None = None
    overdue: bool | None = None
    open: bool | None = None
    due_before: datetime | None = None
    created_after: datetime | None = None
    q: str | None = None
    near: Near | None = None
    sort: str = "-opened"


def conditions(filters: CaseFilters, municipality: int) -> Iterator[ColumnElement[bool]]:
    """Each filter as a condition on `cases`."""
    for column, wanted in (
        (CaseRow.request_type, filters.request_type),
        (CaseRow.state, filters.state),
        (CaseRow.unit, filters.unit),
        (CaseRow.assignee, filters.assignee),
        (CaseRow.channel, filters.channel),
    ):
        if wanted is not None:
            yield column == wanted
    overdue = and_(CaseRow.closed.is_(None), CaseRow.due <= filters.now)
    if filters.overdue is not None:
        yield (
            overdue
            if filters.overdue
            else or_(CaseRow.closed.is_not(None), CaseRow.due.is_(None), CaseRow.due > filters.now)
        )
    if filters.open is not None:
        yield CaseRow.closed.is_(None) if filters.open else CaseRow.closed.is_not(None)
    if filters.due_before is not None:
        yield and_(CaseRow.closed.is_(None), CaseRow.due < filters.due_before)
    if filters.created_after is not None:
        yield CaseRow.opened >= filters.created_after
    if filters.q is not None:
        yield _found(filters.q, municipality)
    if filters.near is not None:
        yield _near(filters.near)


def _found(q: str, municipality: int) -> ColumnElement[bool]:
    if _REFERENCE.fullmatch(q.strip()):
        return CaseRow.reference == q.strip()
    wanted = words(q)[:_MOST_WORDS]
    return and_(CaseRow.id.is_not(None), *(_has_word(word, municipality) for word in wanted))


def _has_word(word: str, municipality: int) -> ColumnElement[bool]:
    return CaseRow.id.in_(
        select(SearchWordRow.case_id).where(
            SearchWordRow.municipality == municipality, SearchWordRow.word >= word, SearchWordRow.word < word + _LAST
        )
    )


def _near(near: Near) -> ColumnElement[bool]:
    metres = min(near.metres, NEAR_LIMIT_METRES)
    north, east = reach_e7(near.latitude_e7, metres)
    return and_(
        CaseRow.cell.in_(cells_around(near.latitude_e7, near.longitude_e7, metres)),
        CaseRow.latitude_e7.between(near.latitude_e7 - north, near.latitude_e7 + north),
        CaseRow.longitude_e7.between(near.longitude_e7 - east, near.longitude_e7 + east),
    )
