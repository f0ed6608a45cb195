"""By when reviewers and readers are to be done, and when they are reminded. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from workflow.definition.law import Unit
from workflow.definition.model import Length
from workflow.engine import deadlines
from workflow.engine.calendar import working_days_before
from workflow.engine.term import TIME_UNITS, Term
from workflow.engine.working_time import first_opening, openings_from
from workflow.surroundings import Surroundings

WARN_WORKING_DAYS = 1
"""Reviewers are reminded so many working days before the last day, when the office opens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewTerm:
    """`due`: the first instant after the time allowed; `warn_at` None where a reminder would come too late."""

    due_date: date | None = None
    due: datetime | None = None
    warn_at: datetime | None = None
    overdue_at: datetime | None = None


def term_from(length: Length | None, now: datetime, surroundings: Surroundings) -> ReviewTerm:
    """The term of `length` begun now; none without a length. Terms in hours have no reminder before their end."""
    if length is None:
        return ReviewTerm()
    pair = surroundings.pair()
    term = Term(length=length.length, unit=Unit(length.unit), may_pause=False)
    found = deadlines.compute(term, now, calendar=pair.days, office=pair.hours)
    warn_at = None
    if term.counted_unit not in TIME_UNITS:
        warn_at = first_opening(pair.hours, working_days_before(pair.days, found.date, WARN_WORKING_DAYS))
    return ReviewTerm(
        due_date=found.date,
        due=found.deadline,
        warn_at=warn_at if warn_at is not None and now < warn_at < found.deadline else None,
        overdue_at=_told_at(found.deadline, surroundings),
    )


def term_until(day: date | None, surroundings: Surroundings) -> ReviewTerm:
    """The term that ends with the end of a day."""
    if day is None:
        return ReviewTerm()
    due = deadlines.due_end(day, surroundings.zone)
    return ReviewTerm(due_date=day, due=due, overdue_at=_told_at(due, surroundings))


def _told_at(due: datetime, surroundings: Surroundings) -> datetime:
    # A missed date is told when people are at their desks again.
    return max(next(span for span in openings_from(surroundings.pair().hours, due)).start, due)
