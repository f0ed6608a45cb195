"""By when an instruction is due, and when its executors are reminded or told that they are late. Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from workflow.engine.calendar import local_date, working_days_before
from workflow.engine.deadlines import due_end
from workflow.engine.working_time import first_opening, openings_from
from workflow.surroundings import Surroundings

WARN_WORKING_DAYS = 2
"""Executors are reminded so many working days before the date (journey C4)."""

WARN_AFTER_OPENING = timedelta(hours=1)
"""What is still to come is told an hour after the office opens: the post is sorted and people are at their desks
(C4, 09:00). What is late is told the moment it opens (C5, 08:00)."""


def due_of(due: date | datetime | None, surroundings: Surroundings) -> tuple[date | None, datetime | None]:
    """(day, first instant after the time allowed) of a day or an instant."""
    if due is None:
        return None, None
    if isinstance(due, datetime):
        return local_date(due, surroundings.zone), due
    return due, due_end(due, surroundings.zone)


def reminders(
    due_date: date | None, due: datetime | None, now: datetime, surroundings: Surroundings
) -> tuple[datetime | None, datetime | None]:
    """(warning, told as late): the warning None when its moment has passed already."""
    if due_date is None or due is None:
        return None, None
    pair = surroundings.pair()
    warn = first_opening(pair.hours, working_days_before(pair.days, due_date, WARN_WORKING_DAYS)) + WARN_AFTER_OPENING
    # A missed date is told when people are at their desks again: the next opening after it.
    overdue = next(span for span in openings_from(pair.hours, due)).start
    return warn if now < warn < due else None, max(overdue, due)


def asked_at(day: date, surroundings: Surroundings) -> datetime:
    """When the interim report of a checkpoint is asked for: the morning of its day, or of the last open day before."""
    return first_opening(surroundings.pair().hours, day) + WARN_AFTER_OPENING
