"""Counting a term: the one place that tells units of days from units of time.

Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from workflow.definition.office_calendar import Calendar
from workflow.engine.counted import Counted
from workflow.engine.day_count import count_days
from workflow.engine.pauses import Pause
from workflow.engine.term import TIME_UNITS, Term
from workflow.engine.time_count import count_time


def count(
    term: Term,
    start: datetime,
    pauses: Sequence[Pause],
    calendar: Calendar,
    office: Calendar,
) -> Counted:
    """Counts `term` from `start` (UTC); `pauses` have all ended. Raises as `deadlines.compute`."""
    if term.counted_unit in TIME_UNITS:
        return count_time(term, start, pauses, office)
    return count_days(term, start, pauses, calendar)
