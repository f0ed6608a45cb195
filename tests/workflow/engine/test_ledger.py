"""What a running term has used, day by day and second by second."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflow.terms_given import TOWN_HALL, UKRAINE, kyiv, pause
from workflow.definition.law import Unit
from workflow.engine.deadlines import Ledger, Pause, Term, compute, ledger

FIVE_DAYS = Term(length=5, unit=Unit.WORKING_DAY)
START = "2026-11-24T10:19"
MISSING = pause("2026-11-24T15:30", "2026-11-26T11:00")


def _at(now: str, term: Term = FIVE_DAYS, *pauses: Pause) -> Ledger:
    return ledger(term, kyiv(START), pauses=pauses, calendar=UKRAINE, office=TOWN_HALL, now=kyiv(now))


@pytest.mark.parametrize(
    ("now", "spent"),
    [
        ("2026-11-24T10:19", 0),
        ("2026-11-25T00:00", 1),
        ("2026-11-29T12:00", 3),
        ("2026-12-01T23:59", 5),
        ("2027-01-01T00:00", 5),
    ],
)
def test_a_working_day_is_spent_from_its_beginning(now: str, spent: int) -> None:
    # when
    found = _at(now)
    # then
    assert (found.measure, found.budget, found.spent, found.left) == ("day", 5, spent, 5 - spent)
    assert found.running_since == kyiv(START)


def test_while_paused_nothing_is_spent() -> None:
    # when
    found = _at("2026-11-25T09:00", FIVE_DAYS, MISSING)
    # then
    assert (found.spent, found.paused_since, found.running_since) == (0, MISSING.start, None)


def test_an_open_pause_holds_the_ledger_where_it_began() -> None:
    # when
    found = _at("2027-03-01T09:00", FIVE_DAYS, pause("2026-11-26T15:30"))
    # then
    assert (found.spent, found.left, found.paused_since) == (2, 3, kyiv("2026-11-26T15:30"))


def test_after_a_pause_the_ledger_runs_since_the_resumption() -> None:
    # when
    found = _at("2026-11-27T09:00", FIVE_DAYS, MISSING)
    # then
    assert (found.spent, found.running_since, found.paused_since) == (1, MISSING.end, None)


def test_a_pause_that_lies_ahead_does_not_matter_yet() -> None:
    assert _at("2026-11-24T12:00", FIVE_DAYS, MISSING) == _at("2026-11-24T12:00")


def test_working_hours_are_spent_in_seconds() -> None:
    # when
    found = _at("2026-11-25T08:30", Term(length=8, unit=Unit.WORKING_HOUR))
    # then
    assert (found.measure, found.budget) == ("second", 8 * 3600)
    assert found.spent == (6 * 60 + 41 + 30) * 60


def test_a_month_has_the_days_it_has() -> None:
    assert _at(START, Term(length=1, unit=Unit.MONTH)).budget == 30


@settings(max_examples=50, deadline=None)
@given(
    begins=st.integers(0, 20 * 1440),
    lasts=st.integers(0, 5 * 1440),
    now=st.integers(0, 60 * 1440),
    unit=st.sampled_from((Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.WORKING_HOUR, Unit.MONTH)),
)
def test_the_budget_is_spent_at_the_deadline_and_not_much_before(begins: int, lasts: int, now: int, unit: Unit) -> None:
    # given
    start = kyiv(START)

    def after(minutes: int) -> datetime:
        return start + timedelta(minutes=minutes)

    term = Term(length=1 if unit is Unit.MONTH else 12, unit=unit)
    stood = (Pause(start=after(begins), end=after(begins + lasts)),)
    # when
    found = ledger(term, start, pauses=stood, calendar=UKRAINE, office=TOWN_HALL, now=after(now))
    deadline = compute(term, start, pauses=stood, calendar=UKRAINE, office=TOWN_HALL)
    # then
    assert 0 <= found.spent <= found.budget
    assert (found.running_since is None) != (found.paused_since is None)
    if after(now) >= deadline.deadline:
        assert found.left == 0
    elif found.measure == "second":
        assert found.left > 0
