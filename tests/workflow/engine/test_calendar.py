"""Working days of Ukraine and hours of an office, day by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from tests.workflow.terms_given import CALENDARS, SERVICE_CENTRE, TOWN_HALL, UKRAINE, kyiv
from workflow.definition.office_calendar import Hours
from workflow.engine.calendar import (
    at_local,
    day_kind,
    hours_on,
    is_working_day,
    next_working_day,
    working_days_before,
    working_days_between,
)
from workflow.errors import DefinitionError


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2022, 3, 8), "holiday"),  # the last one before the switch
        (date(2022, 3, 15), "workday"),
        (date(2022, 5, 2), "workday"),  # a moved day off that martial law took away
        (date(2022, 6, 28), "working_holiday"),
        (date(2026, 8, 24), "working_holiday"),
        (date(2026, 12, 25), "working_holiday"),
        (date(2026, 11, 28), "weekend"),
        (date(2021, 8, 28), "extra_workday"),  # worked for Monday the 23rd
        (date(2021, 8, 23), "holiday"),
    ],
)
def test_a_day_is_what_the_law_made_of_it(day: date, reason: str) -> None:
    assert day_kind(UKRAINE, day).reason == reason


def test_russia_keeps_its_own_holidays() -> None:
    # given
    russia = CALENDARS.calendar("russia")
    # then
    assert not is_working_day(russia, date(2026, 1, 5))
    assert is_working_day(UKRAINE, date(2026, 1, 5))


@pytest.mark.parametrize("day", [date(1995, 12, 31), date(2061, 1, 1)])
def test_a_day_outside_the_calendar_is_unknown(day: date) -> None:
    with pytest.raises(DefinitionError) as refused:
        is_working_day(UKRAINE, day)
    assert refused.value.code == "calendar_out_of_range"
    assert refused.value.data["day"] == day.isoformat()


def test_two_working_days_before_friday_is_wednesday() -> None:
    assert working_days_before(UKRAINE, date(2026, 12, 4), 2) == date(2026, 12, 2)
    assert working_days_before(UKRAINE, date(2026, 11, 30), 2) == date(2026, 11, 26)


def test_friday_is_overdue_by_one_working_day_on_monday() -> None:
    assert working_days_between(UKRAINE, date(2026, 12, 4), date(2026, 12, 6)) == 0
    assert working_days_between(UKRAINE, date(2026, 12, 4), date(2026, 12, 7)) == 1
    assert working_days_between(UKRAINE, date(2026, 12, 4), date(2026, 12, 8)) == 2
    assert working_days_between(UKRAINE, date(2026, 12, 8), date(2026, 12, 4)) == 0


def test_the_next_working_day_after_friday_is_monday() -> None:
    assert next_working_day(UKRAINE, date(2026, 12, 4)) == date(2026, 12, 7)


def test_an_office_keeps_its_weekly_hours() -> None:
    assert hours_on(SERVICE_CENTRE, date(2026, 11, 24)) == (Hours(opens=time(8), closes=time(20)),)
    assert hours_on(SERVICE_CENTRE, date(2026, 11, 28)) == (Hours(opens=time(8), closes=time(16)),)
    assert hours_on(SERVICE_CENTRE, date(2026, 11, 29)) == ()


def test_an_office_is_closed_on_a_holiday_that_is_one() -> None:
    assert hours_on(TOWN_HALL, date(2021, 12, 27)) == ()
    assert hours_on(TOWN_HALL, date(2026, 12, 25)) != ()


def test_an_office_works_on_a_saturday_that_stands_for_another_day() -> None:
    assert hours_on(TOWN_HALL, date(2021, 8, 28)) == (Hours(opens=time(8), closes=time(17)),)


def test_special_hours_of_one_day_go_before_everything() -> None:
    # given
    short = (Hours(opens=time(8), closes=time(12)),)
    office = replace(TOWN_HALL, special_hours={date(2026, 12, 31): short, date(2026, 12, 30): ()})
    # then
    assert hours_on(office, date(2026, 12, 31)) == short
    assert hours_on(office, date(2026, 12, 30)) == ()


def test_of_a_time_that_comes_twice_the_first_is_meant() -> None:
    assert at_local(date(2026, 10, 25), time(3, 30), UKRAINE.zone) == kyiv("2026-10-25T03:30")
    assert at_local(date(2026, 10, 25), time(3, 30), UKRAINE.zone) < kyiv("2026-10-25T03:30", fold=1)
