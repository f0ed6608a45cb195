"""What a list of cases may be asked for (api.md), as SQL that indexes serve under row-level security.

Only integers, instants and equality or order of texts stand here: other comparisons are not leakproof, and PostgreSQL
then reads the whole table before it dares to compare (house.md, "Row-level security").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, union

from documents.word_forms import word_forms
from store.projections.near_cell import cells_around, reach_e7
from store.projections.search_words import words
from store.tables.cases import CaseRow
from store.tables.deadlines import DeadlineRow
from store.tables.history import HistoryRow
from store.tables.paper_words import PaperWordRow
from store.tables.personal import SearchWordRow
from workflow.actor import Actor, ActorKind
from workflow.commands.record_text import EVERYBODY
from workflow.engine.readers import roles_of

_REFERENCE = re.compile(r"\d{2}-\d{5,}")
_LAST = chr(0x10FFFF)
_MOST_WORDS = 6
_SYSTEM = "system"
"""How histories name machines and clocks (`workflow.actor.Actor.label`)."""
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

    Periods take in their beginning and not their end. `late`: an own term was missed by the time it closed;
    `late_at`: was open at that moment, not after `now`, with an own term past; `promised_before`: open, with an own
    term still ahead that ends by then; `still_since`: open, in time, and moved by nobody since then. `joined` cases
    followed another one; `homeless` ones have no unit;
    `counts` names a clock that has begun and not stopped.
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
    created_before: datetime | None = None
    closed_after: datetime | None = None
    closed_before: datetime | None = None
    late: bool | None = None
    late_at: datetime | None = None
    promised_before: datetime | None = None
    still_since: datetime | None = None
    outcomes: tuple[str, ...] = ()
    transferred: bool | None = None
    joined: bool | None = None
    homeless: bool | None = None
    counts: str | None = None
    q: str | None = None
    papers: bool = True
    near: Near | None = None
    sort: str = "-opened"


def conditions(filters: CaseFilters, actor: Actor) -> Iterator[ColumnElement[bool]]:
    """Each filter as a condition on `cases`; words of papers count as far as `actor` may read those papers."""
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
    if filters.counts is not None:
        yield (
            select(DeadlineRow.case_id)
            .where(
                DeadlineRow.municipality == actor.municipality,
                DeadlineRow.case_id == CaseRow.id,
                DeadlineRow.clock == filters.counts,
                DeadlineRow.stopped.is_(None),
            )
            .exists()
        )
    yield from _of_figures(filters)
    if filters.q is not None:
        yield _found(filters.q, actor, papers=filters.papers)
    if filters.near is not None:
        yield close_to(filters.near)


def _of_figures(filters: CaseFilters) -> Iterator[ColumnElement[bool]]:
    """What the figures of a board count by (`board.py`)."""
    if filters.created_before is not None:
        yield CaseRow.opened < filters.created_before
    if filters.closed_after is not None:
        yield CaseRow.closed >= filters.closed_after
    if filters.closed_before is not None:
        yield CaseRow.closed < filters.closed_before
    if filters.late is not None:
        yield CaseRow.late.is_(filters.late)
    if filters.outcomes:
        yield CaseRow.outcome.in_(filters.outcomes)
    if filters.transferred is not None:
        yield CaseRow.transferred.is_(filters.transferred)
    if filters.joined is not None:
        yield CaseRow.main.is_not(None) if filters.joined else CaseRow.main.is_(None)
    if filters.homeless is not None:
        yield CaseRow.unit.is_(None) if filters.homeless else CaseRow.unit.is_not(None)
    if filters.late_at is not None:
        yield _late_at(filters.late_at, filters.now)
    if filters.promised_before is not None:
        yield and_(CaseRow.closed.is_(None), CaseRow.promise > filters.now, CaseRow.promise <= filters.promised_before)
    if filters.still_since is not None:
        yield _still(filters.still_since, filters.now)


def _late_at(at: datetime, now: datetime) -> ColumnElement[bool]:
    """Late and open at a moment: once an own term is missed, until the case closes. What stands in the row is true
    now; of an earlier moment the terms themselves tell."""
    missed = (
        select(DeadlineRow.clock)
        .where(
            DeadlineRow.municipality == CaseRow.municipality,
            DeadlineRow.case_id == CaseRow.id,
            DeadlineRow.deadline <= at,
            or_(DeadlineRow.stopped.is_(None), DeadlineRow.stopped >= DeadlineRow.deadline),
            or_(DeadlineRow.law.is_not(None), DeadlineRow.started == CaseRow.opened),
        )
        .exists()
    )
    if at >= now:
        return and_(CaseRow.closed.is_(None), or_(CaseRow.late, CaseRow.promise <= at))
    still = and_(CaseRow.closed.is_(None), or_(CaseRow.promise <= at, and_(CaseRow.late, missed)))
    return or_(still, and_(CaseRow.closed > at, CaseRow.opened <= at, CaseRow.late, missed))


def _still(since: datetime, now: datetime) -> ColumnElement[bool]:
    """Open and in time, and nobody has moved it since then: what clocks and machines do is no movement."""
    # One value per case, looked up by its key: as a join the planner would read every history there is.
    moved = (
        select(func.max(HistoryRow.at))
        .where(
            HistoryRow.municipality == CaseRow.municipality,
            HistoryRow.case_id == CaseRow.id,
            HistoryRow.actor != _SYSTEM,
        )
        .scalar_subquery()
    )
    in_time = and_(~CaseRow.late, or_(CaseRow.promise.is_(None), CaseRow.promise > now))
    return and_(
        CaseRow.closed.is_(None),
        CaseRow.main.is_(None),
        CaseRow.opened < since,
        in_time,
        # A row that has not been written since then needs no history to tell that nobody has moved the case.
        or_(CaseRow.recorded < since, func.coalesce(moved, CaseRow.opened) < since),
    )


def _found(q: str, actor: Actor, *, papers: bool) -> ColumnElement[bool]:
    if _REFERENCE.fullmatch(q.strip()):
        return CaseRow.reference == q.strip()
    wanted = words(q)[:_MOST_WORDS]
    return and_(CaseRow.id.is_not(None), *(_has_word(word, actor, papers=papers) for word in wanted))


def _has_word(word: str, actor: Actor, *, papers: bool) -> ColumnElement[bool]:
    begun = _given(and_(SearchWordRow.word >= word, SearchWordRow.word < word + _LAST), actor)
    if not papers:
        return CaseRow.id.in_(begun)
    forms = sorted(word_forms(word))
    return CaseRow.id.in_(
        union(
            begun,
            _given(SearchWordRow.word.in_(forms), actor),
            _in_papers(and_(PaperWordRow.word >= word, PaperWordRow.word < word + _LAST), actor),
            _in_papers(PaperWordRow.word.in_(forms), actor),
        )
    )


def _given(spelt: ColumnElement[bool], actor: Actor) -> Select[UUID]:
    return select(SearchWordRow.case_id).where(SearchWordRow.municipality == actor.municipality, spelt)


def _in_papers(spelt: ColumnElement[bool], actor: Actor) -> Select[UUID]:
    found = select(PaperWordRow.case_id).where(PaperWordRow.municipality == actor.municipality, spelt)
    if actor.kind is ActorKind.SYSTEM:
        return found
    return found.where(PaperWordRow.reader.in_(sorted({EVERYBODY, *roles_of(actor)})))


def close_to(near: Near) -> ColumnElement[bool]:
    """Cases with a place in that square, found by their cells."""
    metres = min(near.metres, NEAR_LIMIT_METRES)
    north, east = reach_e7(near.latitude_e7, metres)
    return and_(
        CaseRow.cell.in_(cells_around(near.latitude_e7, near.longitude_e7, metres)),
        CaseRow.latitude_e7.between(near.latitude_e7 - north, near.latitude_e7 + north),
        CaseRow.longitude_e7.between(near.longitude_e7 - east, near.longitude_e7 + east),
    )
