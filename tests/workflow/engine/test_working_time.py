"""Openings of an office as instants, forwards and backwards."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from tests.workflow.terms_given import CALENDARS, SERVICE_CENTRE, TOWN_HALL, kyiv
from workflow.engine.working_time import (
    Span,
    elapsed,
    first_opening,
    is_open,
    openings,
    openings_before,
    openings_from,
    reach,
    reach_back,
    without,
)

moments = st.integers(0, 400 * 1440).map(lambda minutes: kyiv("2026-01-01T00:00") + timedelta(minutes=minutes))


def test_an_office_is_open_from_its_opening_to_just_before_its_closing() -> None:
    assert not is_open(TOWN_HALL, kyiv("2026-11-23T07:59"))
    assert is_open(TOWN_HALL, kyiv("2026-11-23T08:00"))
    assert not is_open(TOWN_HALL, kyiv("2026-11-23T17:00"))
    assert not is_open(TOWN_HALL, kyiv("2026-11-28T10:00"))


def test_openings_go_on_over_the_weekend() -> None:
    # when
    found = list(islice(openings_from(TOWN_HALL, kyiv("2026-11-27T16:00")), 2))
    # then
    assert found == [
        Span(kyiv("2026-11-27T16:00"), kyiv("2026-11-27T17:00")),
        Span(kyiv("2026-11-30T08:00"), kyiv("2026-11-30T17:00")),
    ]


def test_openings_before_come_latest_first() -> None:
    # when
    found = list(islice(openings_before(TOWN_HALL, kyiv("2026-11-30T09:00")), 2))
    # then
    assert found == [
        Span(kyiv("2026-11-30T08:00"), kyiv("2026-11-30T09:00")),
        Span(kyiv("2026-11-27T08:00"), kyiv("2026-11-27T17:00")),
    ]


def test_around_the_clock_a_day_has_as_many_hours_as_the_wall_clock_lets_it() -> None:
    # given
    office = CALENDARS.calendar("around_the_clock")
    # when
    lengths = [
        sum((span.end - span.start for span in openings(office, day)), timedelta(0)) // timedelta(hours=1)
        for day in (date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 23))
    ]
    # then
    assert lengths == [23, 25, 24]


def test_the_first_opening_of_a_closed_day_is_the_last_one_before() -> None:
    assert first_opening(TOWN_HALL, date(2026, 11, 23)) == kyiv("2026-11-23T08:00")
    assert first_opening(TOWN_HALL, date(2026, 11, 29)) == kyiv("2026-11-27T08:00")


def test_gaps_cut_spans_into_what_is_left() -> None:
    # given
    def at(hour: int) -> datetime:
        return kyiv(f"2026-11-23T{hour:02}:00")

    spans = [Span(at(8), at(12)), Span(at(13), at(17))]
    gaps = [Span(at(7), at(9)), Span(at(10), at(14)), Span(at(17), at(18))]
    # then
    assert list(without(spans, gaps)) == [Span(at(9), at(10)), Span(at(14), at(17))]


@given(start=moments, minutes=st.integers(1, 3000))
def test_going_forth_and_back_by_the_same_working_time_measures_the_same(start: datetime, minutes: int) -> None:
    # given
    amount = timedelta(minutes=minutes)
    # when
    end = reach(openings_from(SERVICE_CENTRE, start), amount)
    begin = reach_back(openings_before(SERVICE_CENTRE, end), amount)
    # then
    assert elapsed(openings_from(SERVICE_CENTRE, start), end) == amount
    assert elapsed(openings_from(SERVICE_CENTRE, begin), end) == amount
    assert begin >= start
