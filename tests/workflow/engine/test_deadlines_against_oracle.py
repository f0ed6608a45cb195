"""The engine against a slow oracle over twenty years: pauses, holidays, leap days, both nights of the clock change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.workflow import oracle
from tests.workflow.terms_given import KYIV, SERVICE_CENTRE, TOWN_HALL, UKRAINE, kyiv
from workflow.definition.law import Counting, Unit
from workflow.engine.calendar import is_working_day
from workflow.engine.deadlines import Pause, Term, compute, due_end

FIRST, LAST = datetime(2012, 1, 1, tzinfo=UTC), datetime(2032, 1, 1, tzinfo=UTC)
MINUTES = int((LAST - FIRST).total_seconds() // 60)
DAY_UNITS = (Unit.CALENDAR_DAY, Unit.WORKING_DAY, Unit.MONTH)

instants = st.integers(0, MINUTES).map(lambda minutes: FIRST + timedelta(minutes=minutes))
day_terms = st.builds(
    lambda unit, length, first, moves: Term(
        unit=unit,
        length=1 + length % 3 if unit is Unit.MONTH else length,
        counting=Counting(from_next_day=first, move_off_day=moves or unit is Unit.WORKING_DAY),
    ),
    st.sampled_from(DAY_UNITS),
    st.integers(1, 45),
    st.booleans(),
    st.booleans(),
)


@st.composite
def _pauses(draw: st.DrawFn, minutes: int) -> tuple[tuple[int, int], ...]:
    """Up to three pauses as minutes after the start: when, how long; they may overlap."""
    count = draw(st.integers(0, 3))
    return tuple((draw(st.integers(-2000, minutes)), draw(st.integers(0, 8 * 1440))) for _ in range(count))


def _made(start: datetime, offsets: Sequence[tuple[int, int]]) -> list[Pause]:
    begins = [start + timedelta(minutes=offset) for offset, _ in offsets]
    return [
        Pause(start=begin, end=begin + timedelta(minutes=length))
        for begin, (_, length) in zip(begins, offsets, strict=True)
    ]


def _agrees(term: Term, start: datetime, pauses: Sequence[Pause]) -> None:
    deadline = compute(term, start, pauses=pauses, calendar=UKRAINE, office=TOWN_HALL)
    assert deadline.date == oracle.last_day(term, start, pauses)
    assert deadline.deadline == due_end(deadline.date, KYIV)
    assert not oracle.standing(pauses, deadline.deadline)


@settings(max_examples=60, deadline=None)
@given(term=day_terms, start=instants, offsets=_pauses(30 * 1440))
@example(Term(length=1, unit=Unit.MONTH), kyiv("2026-11-23T08:05"), ())
@example(Term(length=5, unit=Unit.WORKING_DAY), kyiv("2026-11-24T10:19"), ((311, 2610),))
@example(Term(length=1, unit=Unit.CALENDAR_DAY), kyiv("2026-03-28T23:30"), ((0, 1440),))
@example(Term(length=1, unit=Unit.CALENDAR_DAY), kyiv("2026-10-24T23:30"), ((0, 1440),))
@example(Term(length=1, unit=Unit.MONTH), kyiv("2028-01-31T00:00"), ())
@example(Term(length=5, unit=Unit.CALENDAR_DAY), kyiv("2026-11-23T10:00"), ((6 * 1440, 3000),))
@example(Term(length=3, unit=Unit.WORKING_DAY), kyiv("2022-03-10T10:00"), ())
def test_days_are_counted_as_the_oracle_counts_them(
    term: Term, start: datetime, offsets: tuple[tuple[int, int], ...]
) -> None:
    _agrees(term, start, _made(start, offsets))


@pytest.mark.prove
@settings(max_examples=5000, deadline=None)
@given(term=day_terms, start=instants, offsets=_pauses(45 * 1440))
def test_days_are_counted_as_the_oracle_counts_them_at_length(
    term: Term, start: datetime, offsets: tuple[tuple[int, int], ...]
) -> None:
    _agrees(term, start, _made(start, offsets))


def test_working_days_of_twenty_years_are_the_oracles() -> None:
    # given
    span = [date(2012, 1, 1) + timedelta(days=n) for n in range(20 * 365 + 5)]
    # then
    assert [day for day in span if is_working_day(UKRAINE, day) != oracle.working_day(day)] == []


def _centre_open(local: datetime) -> bool:
    closes = {0: time(17, 15), 1: time(20), 2: time(17, 15), 3: time(20), 4: time(16), 5: time(16)}
    works = local.date() >= oracle.MARTIAL_LAW
    return works and local.weekday() in closes and time(8) <= local.time() < closes[local.weekday()]


@settings(max_examples=25, deadline=None)
@given(
    length=st.integers(1, 12),
    start=st.integers(0, 9 * 365 * 1440).map(lambda minutes: kyiv("2022-03-15T00:00") + timedelta(minutes=minutes)),
    offsets=_pauses(1440),
)
@example(10, kyiv("2026-03-28T15:30"), ())
@example(10, kyiv("2026-10-24T15:30"), ())
def test_working_hours_are_counted_as_the_oracle_counts_them(
    length: int, start: datetime, offsets: tuple[tuple[int, int], ...]
) -> None:
    # given
    pauses = _made(start, offsets)
    term = Term(length=length, unit=Unit.WORKING_HOUR)
    # when
    deadline = compute(term, start, pauses=pauses, calendar=UKRAINE, office=SERVICE_CENTRE)
    # then
    assert deadline.deadline == oracle.runs_out(length * 60, start, pauses, _centre_open)


@settings(max_examples=25, deadline=None)
@given(length=st.integers(1, 72), start=instants, offsets=_pauses(1440))
@example(48, kyiv("2026-03-28T10:00"), ((600, 600),))
@example(48, kyiv("2026-10-24T10:00"), ((600, 600),))
def test_hours_are_counted_as_the_oracle_counts_them(
    length: int, start: datetime, offsets: tuple[tuple[int, int], ...]
) -> None:
    # given
    pauses = _made(start, offsets)
    # when
    deadline = compute(Term(length=length, unit=Unit.HOUR), start, pauses=pauses, calendar=UKRAINE, office=TOWN_HALL)
    # then
    assert deadline.deadline == oracle.runs_out(length * 60, start, pauses, lambda local: True)


@settings(max_examples=60, deadline=None)
@given(term=day_terms, start=instants, later=st.integers(1, 3000))
def test_a_later_start_never_ends_earlier(term: Term, start: datetime, later: int) -> None:
    # when
    first = compute(term, start, calendar=UKRAINE, office=TOWN_HALL)
    second = compute(term, start + timedelta(minutes=later), calendar=UKRAINE, office=TOWN_HALL)
    # then
    assert first.deadline <= second.deadline
