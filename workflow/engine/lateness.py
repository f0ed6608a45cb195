"""A missed date: what may still be said about it, and by how much it is late. Pure.

Whoever missed a date cannot ask for another one any more; they report, or say why (journey C5).
"""

from __future__ import annotations

from datetime import date, datetime

from workflow.actor import Actor
from workflow.case import Resolution, ResolutionStatus
from workflow.engine.calendar import local_date, working_days_between
from workflow.engine.confide import commitment, personal_value
from workflow.engine.executors import acting_executor, own_part
from workflow.errors import InvalidInput, NotAvailable, Refusal
from workflow.events import LatenessExplained
from workflow.moment import Moment
from workflow.surroundings import Surroundings
from workflow.values import PersonalValue

_ALIVE = (ResolutionStatus.OPEN, ResolutionStatus.REPORTED)


def explain_lateness(
    resolution: Resolution, actor: Actor, text: str, moment: Moment
) -> tuple[LatenessExplained, PersonalValue]:
    """An executor says why the date was missed; the date stays missed.

    Raises NotPermitted, NotAvailable(`wrong_state`, `not_late`), InvalidInput.
    """
    executor = own_part(resolution, actor)
    if resolution.status not in _ALIVE:
        raise NotAvailable([Refusal(code="wrong_state", data={"status": resolution.status.value})])
    if not (resolution.late or (resolution.due is not None and moment.now >= resolution.due)):
        raise NotAvailable([Refusal(code="not_late", data={"until": str(resolution.due_date)})])
    if not text.strip():
        raise InvalidInput({"text": ["required"]})
    name = f"resolution.{resolution.id}.explanation.{len(resolution.explanations) + 1}"
    words = personal_value(name, text.strip(), moment)
    told = LatenessExplained(
        resolution=resolution.id,
        by=executor.username or actor.username or "",
        at=moment.now,
        text=words.name,
        commitment=commitment(words),
        acting=acting_executor(executor, actor),
    )
    return told, words


def missed_day(resolution: Resolution, now: datetime) -> date | None:
    """The first day it should have been done by and was not; None while it is in time."""
    if resolution.missed:
        return resolution.missed[0]
    waits = resolution.status is ResolutionStatus.OPEN
    return resolution.due_date if waits and resolution.due is not None and now >= resolution.due else None


def working_days_late(resolution: Resolution, now: datetime, surroundings: Surroundings) -> int:
    """Working days from the first missed day to the report that was accepted, or to today; 0 in time.

    The day it is done on counts, as in «прострочено на 1 робочий день» on the Monday after a Friday.
    """
    missed = missed_day(resolution, now)
    if missed is None:
        return 0
    done = resolution.status is not ResolutionStatus.OPEN and resolution.reports
    ended = resolution.reports[-1].at if done else now
    return max(working_days_between(surroundings.pair().days, missed, local_date(ended, surroundings.zone)), 0)
