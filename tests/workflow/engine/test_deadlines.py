"""Terms of the journeys and of the laws, counted."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.workflow.terms_given import KYIV, LAWS, SERVICE_CENTRE, TOWN_HALL, UKRAINE, computed, kyiv, told
from workflow.definition.law import Counting, Unit
from workflow.engine.deadlines import Deadline, Term, compute, due_end, extended_term_of, term_of
from workflow.errors import DefinitionError

MONTH = Term(length=1, unit=Unit.MONTH)
WORKING_HOUR = Term(length=1, unit=Unit.WORKING_HOUR)


def days(length: int, unit: Unit = Unit.CALENDAR_DAY, **counting: bool) -> Term:
    return Term(length=length, unit=unit, counting=Counting(**counting))


def test_an_appeal_received_on_23_november_is_answered_by_23_december() -> None:
    # given
    term = term_of(LAWS.rule("ua_appeals.art_20", date(2026, 11, 23)))
    # when
    deadline = computed(term, "2026-11-23T08:05")
    # then
    assert deadline.date == date(2026, 12, 23)
    assert deadline.deadline == datetime(2026, 12, 23, 22, tzinfo=UTC)
    assert told(deadline) == ["received", "term_ends", "is_working_day"]
    assert deadline.steps[1].data["article"] == "20"


def test_the_day_of_receipt_does_not_depend_on_the_hour() -> None:
    # when
    first, last = computed(MONTH, "2026-11-23T00:00"), computed(MONTH, "2026-11-23T23:59")
    # then
    assert first.deadline == last.deadline


def test_a_christmas_that_works_under_martial_law_moves_nothing_and_is_told() -> None:
    # when
    deadline = computed(MONTH, "2026-11-25T15:14")
    # then
    assert deadline.date == date(2026, 12, 25)
    assert deadline.steps[-1].why == "is_working_day"
    assert deadline.steps[-1].data["name"] == "Різдво Христове"


def test_five_working_days_from_24_november_end_on_1_december() -> None:
    # when
    deadline = computed(days(5, Unit.WORKING_DAY), "2026-11-24T10:19")
    # then
    assert deadline.date == date(2026, 12, 1)
    assert deadline.steps[-1].data["days"] == ["2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30", "2026-12-01"]


def test_a_service_centre_open_on_saturday_changes_no_working_day() -> None:
    # when
    deadline = computed(days(5, Unit.WORKING_DAY), "2026-11-24T10:19", office=SERVICE_CENTRE)
    # then
    assert deadline.date == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("term", "start", "last"),
    [
        (MONTH, "2026-01-31T10:00", date(2026, 3, 2)),  # 28 February is a Saturday
        (MONTH, "2027-01-31T10:00", date(2027, 3, 1)),  # 28 February is a Sunday
        (MONTH, "2028-01-30T10:00", date(2028, 2, 29)),  # a leap year
        (MONTH, "2028-02-29T10:00", date(2028, 3, 29)),
        (MONTH, "2026-03-31T10:00", date(2026, 4, 30)),
        (Term(length=3, unit=Unit.MONTH), "2026-11-30T10:00", date(2027, 3, 1)),
        (Term(length=1, unit=Unit.YEAR), "2028-02-29T10:00", date(2029, 2, 28)),
        (days(5), "2026-11-23T10:00", date(2026, 11, 30)),  # Saturday the 28th moves to Monday
        (days(5, move_off_day=False), "2026-11-23T10:00", date(2026, 11, 28)),
        (days(5, from_next_day=False), "2026-11-23T10:00", date(2026, 11, 27)),
        (days(5, Unit.WORKING_DAY, from_next_day=False), "2026-11-23T10:00", date(2026, 11, 27)),
        (days(1, Unit.WORKING_DAY), "2026-11-27T18:00", date(2026, 11, 30)),
        (days(1, Unit.WORKING_DAY), "2026-11-28T10:00", date(2026, 11, 30)),
        (days(5), "2021-04-26T10:00", date(2021, 5, 5)),  # three holidays and their moved days off
    ],
)
def test_terms_end_on_the_day_the_law_means(term: Term, start: str, last: date) -> None:
    assert computed(term, start).date == last


def test_a_month_that_counts_its_first_day_ends_a_day_earlier() -> None:
    # given
    term = Term(length=1, unit=Unit.MONTH, counting=Counting(from_next_day=False))
    # when
    deadline = computed(term, "2026-03-01T10:00")
    # then
    assert deadline.date == date(2026, 3, 31)


def test_a_moved_last_day_is_told_with_the_holidays_in_between() -> None:
    # when
    step = computed(days(5), "2021-04-26T10:00").steps[-1]
    # then
    assert step.why == "moved_off_day"
    assert (step.data["from"], step.data["to"]) == ("2021-05-01", "2021-05-05")
    assert {"day": "2021-05-01", "name": "День праці"} in list(step.data["holidays"])  # type: ignore[arg-type]


def test_a_holiday_inside_working_days_is_told() -> None:
    # when
    deadline = computed(days(3, Unit.WORKING_DAY), "2021-06-25T10:00")
    # then
    assert deadline.date == date(2021, 7, 1)
    assert told(deadline) == ["term_set", "day_off_skipped", "days_counted"]
    assert deadline.steps[1].data["day"] == "2021-06-28"


@pytest.mark.parametrize(
    ("length", "counted", "last"),
    [(9, Unit.WORKING_DAY, date(2026, 12, 4)), (10, Unit.CALENDAR_DAY, date(2026, 12, 3))],
)
def test_under_ten_days_are_working_days_by_the_law_on_procedure(length: int, counted: Unit, last: date) -> None:
    # given
    term = Term(length=length, unit=Unit.DAY, counting=Counting(working_days_below=10))
    # when
    deadline = computed(term, "2026-11-23T10:00")
    # then
    assert deadline.date == last
    chosen = next(step for step in deadline.steps if step.why == "unit_chosen")
    assert chosen.data["unit"] == counted.value


def test_a_term_in_days_without_a_rule_which_days_is_refused() -> None:
    with pytest.raises(DefinitionError) as refused:
        Term(length=9, unit=Unit.DAY)
    assert refused.value.code == "invalid_value"


@pytest.mark.parametrize("length", [0, -1])
def test_a_term_without_length_is_refused(length: int) -> None:
    with pytest.raises(DefinitionError):
        Term(length=length, unit=Unit.MONTH)


def test_one_working_hour_from_five_past_eight_ends_at_five_past_nine() -> None:
    # when
    deadline = computed(WORKING_HOUR, "2026-11-23T08:05")
    # then
    assert deadline.deadline == kyiv("2026-11-23T09:05")
    assert deadline.date == date(2026, 11, 23)
    assert told(deadline) == ["received", "time_runs_out"]


@pytest.mark.parametrize(
    ("start", "ends"),
    [
        ("2026-11-21T23:05", "2026-11-23T09:00"),  # Saturday night
        ("2026-11-23T16:30", "2026-11-24T08:30"),
        ("2026-11-23T16:00", "2026-11-23T17:00"),  # to the closing, not to the next opening
        ("2026-11-23T17:00", "2026-11-24T09:00"),
        ("2026-11-27T16:59", "2026-11-30T08:59"),
        ("2026-11-23T03:00", "2026-11-23T09:00"),
    ],
)
def test_a_working_hour_runs_only_while_the_office_is_open(start: str, ends: str) -> None:
    assert computed(WORKING_HOUR, start).deadline == kyiv(ends)


def test_a_report_at_night_is_told_to_start_at_opening() -> None:
    # when
    step = computed(WORKING_HOUR, "2026-11-21T23:05").steps[1]
    # then
    assert step.why == "starts_at_opening"
    assert step.data["opens"] == "2026-11-23T08:00"


@pytest.mark.parametrize(
    ("start", "ends"),
    [
        ("2026-03-27T10:00", "2026-03-29T11:00"),  # an hour was skipped on the wall clock
        ("2026-10-23T10:00", "2026-10-25T09:00"),  # an hour came twice
        ("2026-11-25T08:05", "2026-11-27T08:05"),
    ],
)
def test_forty_eight_hours_are_real_hours_on_both_nights_of_the_clock_change(start: str, ends: str) -> None:
    assert computed(Term(length=48, unit=Unit.HOUR), start).deadline == kyiv(ends)


@pytest.mark.parametrize(
    ("start", "hours"), [("2026-03-28T10:00", 23), ("2026-10-24T10:00", 25), ("2026-11-28T10:00", 24)]
)
def test_a_day_is_a_local_day_on_both_nights_of_the_clock_change(start: str, hours: int) -> None:
    # given a term of one calendar day that ends with a Sunday
    deadline = computed(days(1, move_off_day=False), start)
    # then
    begins = due_end(deadline.date.replace(day=deadline.date.day - 1), KYIV)
    assert (deadline.deadline - begins).total_seconds() == hours * 3600


def test_a_term_that_ends_at_midnight_has_the_day_before_as_its_last() -> None:
    # when
    deadline = computed(Term(length=14, unit=Unit.HOUR), "2026-11-23T10:00")
    # then
    assert deadline.deadline == kyiv("2026-11-24T00:00")
    assert deadline.date == date(2026, 11, 23)


def test_an_extension_is_counted_from_the_same_start() -> None:
    # given
    rule = LAWS.rule("ua_appeals.art_20", date(2026, 11, 23))
    # when
    deadline = computed(extended_term_of(rule), "2026-11-23T08:05")
    # then
    assert deadline.date == date(2027, 1, 7)
    assert deadline.steps[1].data["extended"] is True


def test_a_rule_without_extension_gives_none() -> None:
    with pytest.raises(DefinitionError) as refused:
        extended_term_of(LAWS.rule("ua_appeals.art_7", date(2026, 11, 23)))
    assert refused.value.code == "no_extension"


def test_a_day_the_calendar_does_not_know_gives_no_date() -> None:
    with pytest.raises(DefinitionError) as refused:
        computed(MONTH, "2060-12-15T10:00")
    assert refused.value.code == "calendar_out_of_range"


def test_working_hours_of_an_office_that_never_opens_give_no_date() -> None:
    with pytest.raises(DefinitionError) as refused:
        computed(WORKING_HOUR, "2026-11-23T10:00", office=UKRAINE)
    assert refused.value.code == "office_without_hours"


def test_a_naive_start_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        compute(MONTH, datetime(2026, 11, 23, 8, 5), calendar=UKRAINE, office=TOWN_HALL)  # noqa: DTZ001


def test_until_a_day_means_its_end() -> None:
    assert due_end(date(2026, 11, 26), KYIV) == kyiv("2026-11-27T00:00")


def test_the_same_inputs_give_the_same_deadline() -> None:
    # when
    first: Deadline = computed(MONTH, "2026-11-23T08:05")
    # then
    assert first == computed(MONTH, "2026-11-23T08:05")
