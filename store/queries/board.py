"""The figures of a board: each is a filter of cases, so that the list behind a figure is exactly as long as it says.

Who is counted follows the policy of whoever asks; nothing here names anybody.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Date, and_, func, select, true
from sqlalchemy.sql.expression import cast as sql_cast

from store.queries.case_filters import CaseFilters, conditions
from store.queries.scope import where
from store.reading import Reading
from store.tables.cases import CaseRow
from workflow.actor import Actor
from workflow.engine.calendar import day_start
from workflow.policy import Action, scope

_SATISFIED = ("satisfied", "partly")


class Figure(StrEnum):
    """What a board counts: what came and went in a week, what was overdue at its end (or is now), and what stands now.
    A programme's cases wait for its milestones: they are on the long lane and never idle."""

    RECEIVED = "received"
    CLOSED = "closed"
    ON_TIME = "on_time"
    LATE = "late"
    SATISFIED = "satisfied"
    FORWARDED = "forwarded"
    OVERDUE = "overdue"
    OPEN = "open"
    LONG_LANE = "long_lane"
    PROMISED = "promised"
    IDLE = "idle"


COMPARED = (
    Figure.RECEIVED, Figure.CLOSED, Figure.ON_TIME, Figure.LATE, Figure.SATISFIED, Figure.FORWARDED, Figure.OVERDUE,
)  # fmt: skip
"""What a week can be held against the week before by."""

_NARROWER = {
    Figure.CLOSED: (Figure.ON_TIME, Figure.LATE, Figure.SATISFIED, Figure.FORWARDED),
    Figure.OPEN: (Figure.LONG_LANE, Figure.PROMISED, Figure.IDLE),
}
"""Figures that count some of the cases of another one, asked for with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A week of the town: `monday` is its first day; instants are the ends of it in the town's zone."""

    monday: date
    since: datetime
    until: datetime

    def before(self, zone: ZoneInfo) -> Week:
        """The week before."""
        return week_of(self.monday - timedelta(days=7), zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many cases of one type, unit, channel and lane."""

    request_type: str
    unit: str | None
    channel: str
    transferred: bool
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What came and went on one local day."""

    day: date
    received: int = 0
    on_time: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A week's figures beside those of the week before; `days` are those of both weeks."""

    week: Week
    figures: Mapping[Figure, tuple[Count, ...]]
    before: Mapping[Figure, tuple[Count, ...]]
    days: tuple[Moved, ...]

    def count(self, figure: Figure) -> int:
        """How many in all."""
        return sum(one.count for one in self.figures[figure])

    def counted_before(self, figure: Figure) -> int:
        """The same, a week before; KeyError for a figure of this moment."""
        return sum(one.count for one in self.before[figure])


def board(
    look: Reading,
    actor: Actor,
    week: Week,
    now: datetime,
    zone: ZoneInfo,
    idle_days: int,
    wanted: Collection[Figure] = tuple(Figure),
) -> Board:
    """The wanted figures of what the actor may know of. A running week is held against as much of the one before."""
    earlier = week.before(zone)
    if now < week.until:
        earlier = replace(earlier, until=min(earlier.until, now - timedelta(days=7)))
    here, there = _filters(week, now, idle_days), _filters(earlier, now, idle_days)
    return Board(
        week=week,
        figures=_figures(look, actor, {one: here[one] for one in wanted}),
        before=_figures(look, actor, {one: there[one] for one in COMPARED if one in wanted}),
        days=moved_by_day(look, actor, earlier.since, week.until, zone),
    )


def week_of(day: date, zone: ZoneInfo) -> Week:
    """The week a day lies in."""
    monday = day - timedelta(days=day.weekday())
    return Week(monday=monday, since=day_start(monday, zone), until=day_start(monday + timedelta(days=7), zone))


def filters_of(figure: Figure, week: Week, now: datetime, idle_days: int) -> CaseFilters:
    """Which cases a figure counts."""
    return _filters(week, now, idle_days)[figure]


def _filters(week: Week, now: datetime, idle_days: int) -> Mapping[Figure, CaseFilters]:
    """Joined cases were received too, but say nothing about how fast the town was."""
    plain = CaseFilters(now=now)
    came = replace(plain, created_after=week.since, created_before=week.until)
    went = replace(plain, closed_after=week.since, closed_before=week.until, joined=False)
    alive = replace(plain, open=True, joined=False)
    return {
        Figure.RECEIVED: came,
        Figure.CLOSED: went,
        Figure.ON_TIME: replace(went, late=False),
        Figure.LATE: replace(went, late=True),
        Figure.SATISFIED: replace(went, outcomes=_SATISFIED),
        Figure.FORWARDED: replace(went, outcomes=("forwarded",)),
        Figure.OVERDUE: replace(plain, late_at=min(week.until, now), joined=False),
        Figure.OPEN: alive,
        Figure.LONG_LANE: replace(alive, transferred=True),
        Figure.PROMISED: replace(plain, promised_before=max(week.until, now), joined=False),
        Figure.IDLE: replace(plain, still_since=now - timedelta(days=idle_days), transferred=False),
    }


def _figures(look: Reading, actor: Actor, asked: Mapping[Figure, CaseFilters]) -> Mapping[Figure, tuple[Count, ...]]:
    """Each figure; those that narrow another one further are counted in the same statement with it."""
    found: dict[Figure, tuple[Count, ...]] = {}
    for wide in asked:
        if wide not in found:
            narrow = [one for one in _NARROWER.get(wide, ()) if one in asked]
            found |= _counted_together(look, actor, asked, (wide, *narrow))
    return {one: found[one] for one in asked}


def _counted_together(
    look: Reading, actor: Actor, asked: Mapping[Figure, CaseFilters], together: Sequence[Figure]
) -> dict[Figure, tuple[Count, ...]]:
    """By type, unit, channel and lane at once; the first figure holds every case of the others."""
    groups = (CaseRow.request_type, CaseRow.unit, CaseRow.channel, CaseRow.transferred)
    base = asked[together[0]]
    further = [and_(true(), *conditions(_beyond(asked[one], base), actor)) for one in together[1:]]
    query = (
        select(*groups, func.count(), *(func.count().filter(one) for one in further))
        .where(where(scope(actor, Action.READ)), *conditions(base, actor))
        .group_by(*groups)
    )
    rows: Sequence[Any] = look.connection.execute(query).all()
    return {
        figure: tuple(
            Count(
                request_type=row.request_type,
                unit=row.unit,
                channel=row.channel,
                transferred=row.transferred,
                count=row[len(groups) + place],
            )
            for row in rows
            if row[len(groups) + place]
        )
        for place, figure in enumerate(together)
    }


def _beyond(filters: CaseFilters, base: CaseFilters) -> CaseFilters:
    """What one asks for beyond the other."""
    names = [one.name for one in fields(filters)]
    beyond = {name: getattr(filters, name) for name in names if getattr(filters, name) != getattr(base, name)}
    return CaseFilters(now=filters.now, **beyond)


def moved_by_day(look: Reading, actor: Actor, since: datetime, until: datetime, zone: ZoneInfo) -> tuple[Moved, ...]:
    """Every day of the period with what came and what went, also days on which nothing did."""
    received = _by_day(look, actor, CaseFilters(now=until, created_after=since, created_before=until), zone)
    went = CaseFilters(now=until, closed_after=since, closed_before=until, joined=False)
    closed = _by_day(look, actor, went, zone, closed=True)
    first, last = since.astimezone(zone).date(), (until - timedelta(microseconds=1)).astimezone(zone).date()
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    none = (0, 0)
    return tuple(
        Moved(
            day=day,
            received=received.get(day, none)[0],
            on_time=closed.get(day, none)[0] - closed.get(day, none)[1],
            late=closed.get(day, none)[1],
        )
        for day in days
    )


def _by_day(
    look: Reading, actor: Actor, filters: CaseFilters, zone: ZoneInfo, *, closed: bool = False
) -> dict[date, tuple[int, int]]:
    """How many by local day, and how many of them late."""
    at = CaseRow.closed if closed else CaseRow.opened
    day = sql_cast(func.timezone(zone.key, at), Date).label("day")
    query = (
        select(day, func.count(), func.count().filter(CaseRow.late))
        .where(where(scope(actor, Action.READ)), *conditions(filters, actor))
        .group_by(day)
    )
    return {row[0]: (row[1], row[2]) for row in look.connection.execute(query)}
