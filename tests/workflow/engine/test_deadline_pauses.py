"""Pauses: which days do not count, and that no term ends while it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.workflow.terms_given import computed, kyiv, pause, told
from workflow.definition.law import Unit
from workflow.engine.deadlines import Pause, Term

FIVE_DAYS = Term(length=5, unit=Unit.WORKING_DAY)
THIRTY = Term(length=30, unit=Unit.CALENDAR_DAY)
MONTH = Term(length=1, unit=Unit.MONTH)


def test_a_certificate_paused_for_a_missing_sheet_is_ready_by_3_december() -> None:
    # given
    missing = pause("2026-11-24T15:30", "2026-11-26T11:00", "аркуша бракувало")
    # when
    deadline = computed(FIVE_DAYS, "2026-11-24T10:19", missing)
    # then
    assert deadline.date == date(2026, 12, 3)
    assert told(deadline) == ["term_set", "paused", "resumed", "days_counted"]
    assert deadline.steps[1].data["used"] == 0
    assert deadline.steps[1].data["reason"] == "аркуша бракувало"
    assert deadline.steps[2].data["next"] == "2026-11-27"
    assert deadline.steps[3].data["days"] == ["2026-11-27", "2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03"]


@pytest.mark.parametrize(
    ("term", "start", "stood", "last"),
    [
        # a pause within one day moves nothing
        (FIVE_DAYS, "2026-11-24T10:19", ("2026-11-25T09:00", "2026-11-25T18:00"), date(2026, 12, 1)),
        # a weekend's midnights cost a term in working days nothing but Monday's own
        (FIVE_DAYS, "2026-11-24T10:19", ("2026-11-27T15:30", "2026-11-30T11:00"), date(2026, 12, 2)),
        (FIVE_DAYS, "2026-11-24T10:19", ("2026-11-27T15:30", "2026-11-29T11:00"), date(2026, 12, 1)),
        # from midnight to midnight: the days between, the day of resumption counts
        (FIVE_DAYS, "2026-11-24T10:19", ("2026-11-26T00:00", "2026-11-27T00:00"), date(2026, 12, 2)),
        # over the closing midnight of the last day: it goes on to the day of resumption
        (FIVE_DAYS, "2026-11-24T10:19", ("2026-12-01T16:00", "2026-12-03T11:00"), date(2026, 12, 3)),
        (FIVE_DAYS, "2026-11-23T10:19", ("2026-11-30T16:00", "2026-12-05T11:00"), date(2026, 12, 7)),
        # calendar days and months move by the midnights inside
        (THIRTY, "2026-11-23T10:00", ("2026-11-25T00:00", "2026-12-01T00:00"), date(2026, 12, 29)),
        (MONTH, "2026-11-23T10:00", ("2026-11-25T12:00", "2026-11-27T12:00"), date(2026, 12, 25)),
        (MONTH, "2026-11-23T10:00", ("2026-11-25T12:00", "2026-11-28T12:00"), date(2026, 12, 28)),  # 26 is a Saturday
        # before the start and after the end: nothing
        (MONTH, "2026-11-23T10:00", ("2026-11-20T10:00", "2026-11-22T10:00"), date(2026, 12, 23)),
        (MONTH, "2026-11-23T10:00", ("2026-12-24T10:00", "2026-12-27T10:00"), date(2026, 12, 23)),
    ],
)
def test_days_whose_midnight_is_paused_do_not_count(term: Term, start: str, stood: tuple[str, str], last: date) -> None:
    assert computed(term, start, pause(*stood)).date == last


def test_no_term_ends_inside_a_pause_on_the_weekend_it_moved_over() -> None:
    # given a last day that moved from Saturday to Monday
    moved = Term(length=5, unit=Unit.CALENDAR_DAY)
    # when it stands from Sunday to Tuesday
    deadline = computed(moved, "2026-11-23T10:00", pause("2026-11-29T10:00", "2026-12-01T12:00"))
    # then
    assert deadline.date == date(2026, 12, 1)


def test_overlapping_and_unordered_pauses_count_once() -> None:
    # given
    pauses = (
        pause("2026-11-26T12:00", "2026-11-28T12:00"),
        pause("2026-11-25T12:00", "2026-11-27T12:00"),
        pause("2026-11-25T12:00", "2026-11-26T12:00"),
    )
    # then
    assert computed(THIRTY, "2026-11-23T10:00", *pauses).date == date(2026, 12, 28)
    assert computed(THIRTY, "2026-11-23T10:00", pause("2026-11-25T12:00", "2026-11-28T12:00")).date == date(
        2026, 12, 28
    )


def test_an_open_pause_promises_no_date() -> None:
    # when
    deadline = computed(FIVE_DAYS, "2026-11-24T10:19", pause("2026-11-26T15:30"))
    # then
    assert deadline.paused
    assert told(deadline) == ["term_set", "paused"]
    assert deadline.steps[-1].data["open"] is True
    assert deadline.steps[-1].data["used"] == 2


def test_a_pause_that_opens_after_the_end_does_not_stop_it() -> None:
    # when
    deadline = computed(FIVE_DAYS, "2026-11-24T10:19", pause("2026-12-02T00:00"))
    # then
    assert not deadline.paused
    assert told(deadline) == ["term_set", "days_counted"]


def test_a_term_that_may_not_pause_ignores_pauses_and_says_so() -> None:
    # given
    statutory = replace(MONTH, may_pause=False)
    # when
    deadline = computed(statutory, "2026-11-23T10:00", pause("2026-11-25T12:00"))
    # then
    assert (deadline.date, deadline.paused) == (date(2026, 12, 23), False)
    assert told(deadline)[-1] == "pause_ignored"


@pytest.mark.parametrize(
    ("stood", "ends"),
    [
        (("2026-11-23T08:30", "2026-11-23T09:00"), "2026-11-23T10:35"),
        (("2026-11-23T09:00", "2026-11-23T18:00"), "2026-11-24T09:05"),
        (("2026-11-23T06:00", "2026-11-23T08:00"), "2026-11-23T10:05"),
        (("2026-11-23T09:00", "2026-11-24T10:00"), "2026-11-24T11:05"),
    ],
)
def test_working_hours_stand_still_by_working_time(stood: tuple[str, str], ends: str) -> None:
    # given
    two_hours = Term(length=2, unit=Unit.WORKING_HOUR)
    # then
    assert computed(two_hours, "2026-11-23T08:05", pause(*stood)).deadline == kyiv(ends)


def test_hours_stand_still_by_elapsed_time() -> None:
    # when
    deadline = computed(
        Term(length=48, unit=Unit.HOUR), "2026-11-23T08:00", pause("2026-11-23T10:00", "2026-11-23T13:00")
    )
    # then
    assert deadline.deadline == kyiv("2026-11-25T11:00")
    assert deadline.steps[1].data["used"] == 2 * 3600


def test_the_steps_of_a_paused_month_tell_how_far_it_moved() -> None:
    # when
    deadline = computed(MONTH, "2026-11-23T10:00", pause("2026-11-25T12:00", "2026-11-27T12:00"))
    # then
    assert told(deadline) == ["received", "term_ends", "paused", "resumed", "shifted", "is_working_day"]
    assert deadline.steps[4].data == {"days": 2, "day": "2026-12-25"}


def test_a_pause_needs_aware_instants_in_order() -> None:
    with pytest.raises(ValueError, match="aware"):
        Pause(start=datetime(2026, 11, 23))  # noqa: DTZ001
    with pytest.raises(ValueError, match="before"):
        Pause(start=datetime(2026, 11, 23, tzinfo=UTC), end=datetime(2026, 11, 22, tzinfo=UTC))
