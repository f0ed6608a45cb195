"""The day that lies so many days ahead of a moment: what `min: {days_ahead: 10}` of a date field means. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from workflow.definition.law import Unit
from workflow.engine import deadlines
from workflow.engine.calendar import local_date
from workflow.engine.term import Term
from workflow.surroundings import Surroundings


def days_ahead(now: datetime, surroundings: Surroundings) -> Callable[[int, str], date]:
    """(days, unit) → day. Calendar days as they come; working days of the town's calendar, counted from tomorrow: two
    ahead of a Friday is Tuesday."""
    today = local_date(now, surroundings.zone)

    def day(days: int, unit: str) -> date:
        if unit != Unit.WORKING_DAY.value or days == 0:
            return today + timedelta(days=days)
        pair = surroundings.pair()
        term = Term(length=days, unit=Unit.WORKING_DAY, may_pause=False)
        return deadlines.compute(term, now, calendar=pair.days, office=pair.hours).date

    return day
