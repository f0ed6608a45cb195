"""How an instruction changes by what happened to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from workflow.case import Checkpoint, Executor, ExecutorRole, Report, Resolution, ResolutionStatus
from workflow.events import (
    CheckpointReported,
    LatenessExplained,
    ResolutionAccepted,
    ResolutionDueMoved,
    ResolutionReported,
)
from workflow.replacing import replace


def reported(one: Resolution, event: ResolutionReported) -> Resolution:
    report = Report(by=event.by, at=event.at, text=event.text, attachments=event.attachments, acting=event.acting)
    executors = tuple(replace(each, status="reported") if _reports(each, event) else each for each in one.executors)
    lead_reported = any(each.role == "lead" and each.status == "reported" for each in executors)
    status = ResolutionStatus.REPORTED if lead_reported else one.status
    # The report may come between the end of the day and the morning on which lateness is told.
    late = lead_reported and one.due is not None and event.at >= one.due
    return replace(
        one,
        executors=executors,
        reports=(*one.reports, report),
        status=status,
        late=one.late or late,
        missed=missed(one) if late else one.missed,
    )


def _reports(one: Executor, event: ResolutionReported) -> bool:
    return one.username == event.by if one.username is not None else one.unit == event.unit


def missed(one: Resolution) -> tuple[date, ...]:
    if one.due_date is None or one.due_date in one.missed:
        return one.missed
    return (*one.missed, one.due_date)


def checkpoint_told(one: Resolution, event: CheckpointReported) -> Resolution:
    report = Report(by=event.by, at=event.at, text=event.text, acting=event.acting)
    return at_checkpoint(one, event.number, lambda each: replace(each, report=report))


def at_checkpoint(one: Resolution, number: int, change: Callable[[Checkpoint], Checkpoint]) -> Resolution:
    return replace(
        one,
        checkpoints=tuple(change(each) if index == number else each for index, each in enumerate(one.checkpoints)),
    )


def explained(one: Resolution, event: LatenessExplained) -> Resolution:
    told = Report(by=event.by, at=event.at, text=event.text, acting=event.acting)
    return replace(
        one,
        late=True,
        missed=missed(one) if one.due is not None and event.at >= one.due else one.missed,
        explanations=(*one.explanations, told),
        lateness_reason=one.lateness_reason or event.text,
    )


def executor_changed(one: Resolution, ordinal: int, executor: Executor) -> Resolution:
    executors = tuple(executor if index == ordinal else each for index, each in enumerate(one.executors))
    return replace(one, executors=executors, request=None)


def due_moved(one: Resolution, event: ResolutionDueMoved) -> Resolution:
    return replace(
        one,
        executors=tuple(_moved_with(each, event) for each in one.executors),
        due_date=event.due_date,
        due=event.due,
        warn_at=event.warn_at,
        overdue_at=event.overdue_at,
        request=None,
        warned=False,
        overdue_told=0,
        late=one.late or event.late,
        missed=missed(one) if event.late else one.missed,
        lateness_reason=event.reason if event.late else one.lateness_reason,
    )


def _moved_with(executor: Executor, event: ResolutionDueMoved) -> Executor:
    """The lead answers for all by the resolution's date; a helper keeps their own."""
    if not event.lead_too or executor.role is not ExecutorRole.LEAD or executor.due_date is None:
        return executor
    return replace(executor, due_date=event.due_date, due=event.due)


def accepted(one: Resolution, event: ResolutionAccepted) -> Resolution:
    executors = tuple(replace(each, status="accepted") if each.status == "reported" else each for each in one.executors)
    return replace(
        one,
        executors=executors,
        status=ResolutionStatus.ACCEPTED,
        off_control_by=event.by,
        off_control_at=event.at,
    )


def reopened(one: Resolution) -> Resolution:
    executors = tuple(replace(each, status="returned") if each.status == "reported" else each for each in one.executors)
    return replace(one, executors=executors, status=ResolutionStatus.OPEN)
