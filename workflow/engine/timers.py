"""When the sweep has to wake a case: computed from the case, kept as rows by the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workflow.acquaintance import Acquaintance
from workflow.case import Case, Checkpoint, Deadline, DeadlineState, Programme, Resolution, ResolutionStatus
from workflow.delegation import Delegation
from workflow.engine.reviews import newest as newest_reviews
from workflow.quick_values import quicken
from workflow.review import Review, ReviewStatus

MILESTONE = "milestone:"
WARN = -1
"""The rung of a warning, before the rungs of the ladder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """`due` is aware UTC.

    `clock` is a clock's name, `resolution:ID` or `checkpoint:ID` of a resolution, `review:ID`, `acquaintance:ID` or
    `delegation:ID`; `rung` is WARN, the step of the clock's ladder, or the number of the checkpoint.
    `milestone:NUMBER` is a milestone of a programme, 0 the promise.
    """

    clock: str
    rung: int
    due: datetime


def timers(case: Case) -> tuple[Timer, ...]:
    """Everything the case still waits to be woken for; once it is closed, only for who has yet to read it and for work
    in other hands."""
    reading = (
        *(timer for listed in case.acquaintances for timer in _of_acquaintance(listed)),
        *(_of_delegation(one) for one in case.delegations if one.ended is None),
    )
    if case.closed is not None:
        return reading
    return (
        *(timer for deadline in case.deadlines for timer in _of_deadline(deadline)),
        *(timer for resolution in case.resolutions for timer in _of_resolution(resolution)),
        *(timer for review in newest_reviews(case) for timer in _of_review(review)),
        *reading,
        *_of_programme(case.programme),
    )


def _of_deadline(deadline: Deadline) -> tuple[Timer, ...]:
    if deadline.stopped is not None or deadline.state not in (
        DeadlineState.RUNNING,
        DeadlineState.BLOWN,
    ):
        return ()
    found: list[Timer] = []
    if deadline.warn_at is not None and not deadline.warned and deadline.rung == 0:
        found.append(Timer(clock=deadline.clock, rung=WARN, due=deadline.warn_at))
    if deadline.rung < len(deadline.rungs):
        found.append(
            Timer(
                clock=deadline.clock,
                rung=deadline.rung,
                due=deadline.rungs[deadline.rung],
            )
        )
    return tuple(found)


def _of_resolution(resolution: Resolution) -> tuple[Timer, ...]:
    if resolution.status is not ResolutionStatus.OPEN:
        return ()
    clock = f"resolution:{resolution.id}"
    found: list[Timer] = []
    if resolution.warn_at is not None and not resolution.warned and resolution.overdue_told == 0:
        found.append(Timer(clock=clock, rung=WARN, due=resolution.warn_at))
    if resolution.overdue_at is not None and resolution.overdue_told == 0:
        found.append(Timer(clock=clock, rung=0, due=resolution.overdue_at))
    asked = (number for number, one in enumerate(resolution.checkpoints) if _waits(one))
    found += [
        Timer(clock=f"checkpoint:{resolution.id}", rung=number, due=resolution.checkpoints[number].remind_at)
        for number in asked
    ]
    return tuple(found)


def _waits(one: Checkpoint) -> bool:
    return not one.reminded and one.report is None


def _of_review(review: Review) -> tuple[Timer, ...]:
    if review.status is not ReviewStatus.OPEN or review.overdue_told:
        return ()
    clock = f"review:{review.id}"
    found: list[Timer] = []
    if review.warn_at is not None and not review.warned:
        found.append(Timer(clock=clock, rung=WARN, due=review.warn_at))
    if review.overdue_at is not None:
        found.append(Timer(clock=clock, rung=0, due=review.overdue_at))
    return tuple(found)


def _of_acquaintance(listed: Acquaintance) -> tuple[Timer, ...]:
    if listed.overdue_at is None or listed.overdue_told or not listed.waiting:
        return ()
    return (Timer(clock=f"acquaintance:{listed.id}", rung=0, due=listed.overdue_at),)


def _of_delegation(one: Delegation) -> Timer:
    return Timer(clock=f"delegation:{one.id}", rung=0, due=one.until)


def _of_programme(programme: Programme | None) -> tuple[Timer, ...]:
    if programme is None:
        return ()
    found = [
        Timer(clock=f"{MILESTONE}{number}", rung=0, due=one.due)
        for number, one in enumerate(programme.milestones, start=1)
        if one.reached is None and not one.missed
    ]
    if not programme.missed:
        found.append(Timer(clock=f"{MILESTONE}0", rung=0, due=programme.due))
    return tuple(found)


quicken(Timer)
