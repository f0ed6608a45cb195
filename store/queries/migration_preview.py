"""A migration that is only tried: every running case, and what would become of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from store.queries.page import Page, paged, position
from store.reading import Reading
from store.tables.cases import CaseRow
from workflow.case import Case, PaperStatus, ResolutionStatus
from workflow.codec import case_from_json
from workflow.definition.model import Definition
from workflow.engine.migrating import foreseen
from workflow.errors import Refusal
from workflow.events import DeadlineSet, DeadlineStopped, Event
from workflow.surroundings import Surroundings

_NO_RUN = UUID(int=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockChange:
    """A clock by its last permitted days: `was` None, it begins; `will` None, it stops."""

    clock: str
    law: str | None
    was: date | None
    will: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPaper:
    """A paper that is not complete."""

    type: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenInstruction:
    """A resolution that is not over."""

    number: str
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewed:
    """A case as it is, and as it would be; with `obstacles` it would stay. `to_state` None: no state answers to its."""

    reference: str
    version: int
    state: str
    to_state: str | None
    clocks: tuple[ClockChange, ...]
    papers: tuple[OpenPaper, ...]
    resolutions: tuple[OpenInstruction, ...]
    obstacles: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What is tried: `definitions` finds a version by its digest; `sources` are those whose
    cases are meant, none: all; `states` maps states of older versions to those of
    `new`."""

    new: Definition
    states: Mapping[str, str]
    definitions: Callable[[str], Definition]
    surroundings: Surroundings
    now: datetime
    sources: tuple[str, ...] = ()


def preview(look: Reading, tried: Tried, *, cursor: str | None = None, limit: int = 200) -> Page[Previewed]:
    """Open cases under other versions, in the order of their ids."""
    query = (
        select(CaseRow.id, CaseRow.body)
        .where(
            CaseRow.municipality == look.municipality,
            CaseRow.request_type == tried.new.request_type,
            CaseRow.closed.is_(None),
            CaseRow.definition != tried.new.digest,
        )
        .order_by(CaseRow.id)
        .limit(limit + 1)
    )
    after = position(cursor, UUID)
    if after is not None:
        query = query.where(CaseRow.id > after[0])
    if tried.sources:
        query = query.where(CaseRow.definition.in_(tried.sources))
    rows = look.connection.execute(query).all()
    return paged(rows, limit, lambda row: previewed(case_from_json(row.body), tried), lambda row: (row.id,))


def previewed(case: Case, tried: Tried) -> Previewed:
    """One case. Pure."""
    old = tried.definitions(case.definition)
    seen = foreseen(old, tried.new, tried.states, case, _NO_RUN, tried.now, tried.surroundings)
    return Previewed(
        reference=case.reference,
        version=case.definition_version,
        state=case.state,
        to_state=seen.state,
        clocks=tuple(one for one in (_change(case, event) for event in seen.events) if one is not None),
        papers=tuple(
            OpenPaper(type=one.type, status=one.status.value)
            for one in case.papers
            if one.status in (PaperStatus.DRAFT, PaperStatus.TO_SIGN)
        ),
        resolutions=tuple(
            OpenInstruction(number=one.number, due=one.due_date)
            for one in case.resolutions
            if one.status in (ResolutionStatus.OPEN, ResolutionStatus.REPORTED)
        ),
        obstacles=seen.obstacles,
    )


def _change(case: Case, event: Event) -> ClockChange | None:
    match event:
        case DeadlineSet(deadline=line):
            before = case.deadline(line.clock)
            was = before.date if before is not None else None
            return ClockChange(clock=line.clock, law=line.law, was=was, will=line.date)
        case DeadlineStopped(clock=name):
            before = case.deadline(name)
            assert before is not None
            return ClockChange(clock=name, law=before.law, was=before.date, will=None)
        case _:
            return None
