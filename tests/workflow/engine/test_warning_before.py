"""When people are warned before a deadline."""

from __future__ import annotations

from datetime import date

import pytest

from tests.workflow.terms_given import KYIV, SERVICE_CENTRE, TOWN_HALL, UKRAINE, computed, kyiv
from workflow.definition.law import Unit
from workflow.definition.office_calendar import Calendar
from workflow.engine.deadlines import Deadline, Term, before, due_end

FRIDAY = Deadline(date=date(2026, 12, 4), deadline=due_end(date(2026, 12, 4), KYIV))
SUNDAY = Deadline(date=date(2026, 12, 6), deadline=due_end(date(2026, 12, 6), KYIV))


@pytest.mark.parametrize(
    ("deadline", "length", "unit", "office", "warned"),
    [
        (FRIDAY, 2, Unit.WORKING_DAY, TOWN_HALL, "2026-12-02T08:00"),
        (FRIDAY, 5, Unit.WORKING_DAY, TOWN_HALL, "2026-11-27T08:00"),
        (FRIDAY, 0, Unit.WORKING_DAY, TOWN_HALL, "2026-12-04T08:00"),
        (SUNDAY, 1, Unit.WORKING_DAY, TOWN_HALL, "2026-12-04T08:00"),
        (FRIDAY, 5, Unit.CALENDAR_DAY, TOWN_HALL, "2026-11-27T08:00"),  # Sunday the 29th is closed
        (FRIDAY, 6, Unit.CALENDAR_DAY, SERVICE_CENTRE, "2026-11-28T08:00"),  # a Saturday that is open
        (FRIDAY, 1, Unit.MONTH, TOWN_HALL, "2026-11-04T08:00"),
        (FRIDAY, 3, Unit.WORKING_HOUR, TOWN_HALL, "2026-12-04T14:00"),
        (FRIDAY, 10, Unit.WORKING_HOUR, TOWN_HALL, "2026-12-03T16:00"),
        (FRIDAY, 3, Unit.HOUR, TOWN_HALL, "2026-12-04T21:00"),
        (FRIDAY, 90, Unit.MINUTE, TOWN_HALL, "2026-12-04T22:30"),
    ],
)
def test_a_warning_comes_in_office_hours_before(
    deadline: Deadline, length: int, unit: Unit, office: Calendar, warned: str
) -> None:
    assert before(deadline, length, unit, UKRAINE, office) == kyiv(warned)


def test_half_a_working_hour_before_the_end_of_a_working_hour() -> None:
    # given
    deadline = computed(Term(length=1, unit=Unit.WORKING_HOUR), "2026-11-23T16:30")
    # then
    assert before(deadline, 30, Unit.MINUTE, UKRAINE, TOWN_HALL) == kyiv("2026-11-24T08:00")
    assert before(deadline, 1, Unit.WORKING_HOUR, UKRAINE, TOWN_HALL) == kyiv("2026-11-23T16:30")
