"""The ledger of a case's clocks: one line per clock in the case, the newest; all earlier ones in its history. Pure.

A case that asks and is answered a hundred times has begun and stopped the same clock a hundred times: it must not carry
all of that to everybody who opens it.
"""

from __future__ import annotations

from collections.abc import Iterable

from workflow.case import Case, Deadline, DeadlineState
from workflow.events import DeadlineBlown, DeadlinePaused, DeadlineSet, DeadlineStopped, DeadlineWarned, Event
from workflow.replacing import replace


def set_line(case: Case, new: Deadline, *, sequence: int) -> Case:
    """`case` at event `sequence` with `new` in the place of its clock's line: dated anew, or begun anew. What was
    missed stays missed."""
    before = case.deadline(new.clock)
    if before is None:
        return replace(case, sequence=sequence, deadlines=(*case.deadlines, new))
    return replace(
        case,
        sequence=sequence,
        deadlines=tuple([new if one is before else one for one in case.deadlines]),
        missed=case.missed or (before.started != new.started and _was_missed(case, before)),
    )


def newest_lines(case: Case) -> Case:
    """A case as stored when it still held every line, with the newest of each clock alone."""
    newest = {one.clock: one for one in case.deadlines}
    if len(newest) == len(case.deadlines):
        return case
    left = (one for one in case.deadlines if newest[one.clock] is not one)
    missed = case.missed or any(_was_missed(case, one) for one in left)
    return replace(case, deadlines=tuple(newest.values()), missed=missed)


def every_line(events: Iterable[Event]) -> tuple[Deadline, ...]:
    """All lines there have been, in the order in which they began: from the events of a case, the oldest first."""
    found: list[Deadline] = []
    newest: dict[str, int] = {}
    for event in events:
        if isinstance(event, DeadlineSet):
            place = newest.get(event.deadline.clock)
            if place is not None and found[place].started == event.deadline.started:
                found[place] = event.deadline
            else:
                newest[event.deadline.clock] = len(found)
                found.append(event.deadline)
        elif isinstance(event, DeadlinePaused | DeadlineStopped | DeadlineWarned | DeadlineBlown):
            place = newest.get(event.clock)
            if place is not None:
                found[place] = changed_line(found[place], event)
    return tuple(found)


def changed_line(line: Deadline, event: DeadlinePaused | DeadlineStopped | DeadlineWarned | DeadlineBlown) -> Deadline:
    """The line after something happened to its clock."""
    match event:
        case DeadlinePaused(pause=pause):
            return replace(line, state=DeadlineState.PAUSED, pauses=(*line.pauses, pause))
        case DeadlineStopped(at=stopped, late=late):
            return replace(line, state=DeadlineState.BLOWN if late else DeadlineState.STOPPED, stopped=stopped)
        case DeadlineWarned():
            return replace(line, warned=True)
        case DeadlineBlown(rung=rung):
            return replace(line, state=DeadlineState.BLOWN, rung=max(rung + 1, line.rung))


def is_late(line: Deadline) -> bool:
    """Whether it was stopped at or after its first instant too late, or has blown and still runs."""
    if line.stopped is not None:
        return line.stopped >= line.deadline
    return line.state is DeadlineState.BLOWN


def is_own(case: Case, line: Deadline) -> bool:
    """Whether the town answers for it (ADR 0303): a term of a law, or one that runs with the case to its end."""
    if line.law is not None:
        return True
    if line.reminds:
        return False
    if line.started != case.opened:
        return False
    return line.stopped is None or (case.closed is not None and line.stopped >= case.closed)


def _was_missed(case: Case, line: Deadline) -> bool:
    return is_late(line) and is_own(case, line)
