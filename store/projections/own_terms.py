"""What the dates of a case say in one line each: the next moment the town owes something, its promise, and lateness.

Pure. A case's own terms are those of a law and those that began with the case and run to its end: the town answers for
them. Stages in between (one hour to the director) hurry people on, but a case is not late by them.
"""

from __future__ import annotations

from datetime import datetime

from workflow.case import Case, Deadline, DeadlineState
from workflow.engine.deadline_lines import is_late, is_own

_ACTIVE = (DeadlineState.RUNNING, DeadlineState.BLOWN)


def due(case: Case) -> datetime | None:
    """The nearest deadline that runs against the town; None when closed or nothing runs."""
    return min((one.deadline for one in _owed(case)), default=None)


def promise(case: Case) -> datetime | None:
    """The nearest of the case's own terms that runs."""
    return min((one.deadline for one in _owed(case) if is_own(case, one)), default=None)


def late(case: Case) -> bool:
    """Whether one of the case's own terms was stopped only after it had passed."""
    return case.missed or any(is_late(one) for one in case.deadlines if is_own(case, one))


def _owed(case: Case) -> list[Deadline]:
    if case.closed is not None:
        return []
    return [
        one
        for one in case.deadlines
        if one.stopped is None and one.state in _ACTIVE and not one.reminds and not _is_the_applicants(case, one)
    ]


def _is_the_applicants(case: Case, deadline: Deadline) -> bool:
    # While a question waits for the applicant, a clock begun by asking it runs against them, not against the town.
    return case.asked_from is not None and deadline.started == case.entered
