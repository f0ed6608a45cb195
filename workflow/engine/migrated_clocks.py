"""The clocks of a running case that comes under another version of its definition: dated anew, begun, stopped. Pure.

What was missed stays missed. A term of a law neither disappears nor ends later than it did because a definition was
rewritten: such a case is not migrated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from workflow.case import Case, Deadline, DeadlineState
from workflow.definition.graph import graph_of
from workflow.definition.model import Clock, Definition
from workflow.engine import clocks
from workflow.engine.calendar import local_date
from workflow.engine.facts import fits
from workflow.engine.pauses import Pause
from workflow.engine.steps import Step, StepReason
from workflow.errors import DefinitionError, Refusal
from workflow.events import DeadlinePaused, DeadlineSet, DeadlineStopped, Event
from workflow.replacing import replace
from workflow.surroundings import Surroundings
from workflow.values import Json

WHY = "definition"


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedClocks:
    """Events of all clocks, or why they cannot be."""

    events: tuple[Event, ...]
    obstacles: tuple[Refusal, ...]


def moved_clocks(
    old: Definition, new: Definition, case: Case, now: datetime, surroundings: Surroundings
) -> MovedClocks:
    """`case` stands in its state of `new` already; its lines are still those it had under `old`."""
    events: list[Event] = []
    obstacles: list[Refusal] = []
    going_on = {one.clock for one in clocks.outlasting(new, case).deadlines}
    for line in case.deadlines:
        if line.stopped is not None:
            continue
        clock = new.clocks.get(line.clock)
        try:
            if clock is None or line.clock not in going_on or not fits(clock.when, case):
                events.append(_ended(line, now))
            else:
                events += _going_on(old, new, clock, line, case, now, surroundings)
        except _LegalTermAtRisk as risk:
            obstacles.append(risk.refusal)
        except (DefinitionError, ValueError):
            obstacles.append(Refusal(code="clock_not_datable", data={"clock": line.clock}))
    known = {one.clock for one in case.deadlines}
    for clock in new.clocks.values():
        since = _begins(clock, new, case) if clock.name not in known and clock.name not in old.clocks else None
        if since is not None:
            fresh = _told(clocks.dated(clock, case, since, surroundings), None, old, new, now, surroundings)
            events.append(DeadlineSet(deadline=fresh, why=WHY))
    return MovedClocks(events=tuple(events), obstacles=tuple(obstacles))


def lost_terms(new: Definition, case: Case) -> Iterator[Refusal]:
    """Legal terms that run in `case` and that `new` does not have, whatever state the case would be in."""
    for line in case.deadlines:
        clock = new.clocks.get(line.clock)
        if line.stopped is None and line.law is not None and (clock is None or clock.law is None):
            yield _lost(line)


def _lost(line: Deadline) -> Refusal:
    return Refusal(code="legal_clock_lost", data={"clock": line.clock, "law": line.law})


class _LegalTermAtRisk(Exception):
    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def _ended(line: Deadline, now: datetime) -> DeadlineStopped:
    if line.law is not None:
        raise _LegalTermAtRisk(_lost(line))
    late = line.state is DeadlineState.BLOWN or (line.state is DeadlineState.RUNNING and now >= line.deadline)
    return DeadlineStopped(clock=line.clock, at=now, late=late)


def _going_on(
    old: Definition,
    new: Definition,
    clock: Clock,
    line: Deadline,
    case: Case,
    now: datetime,
    surroundings: Surroundings,
) -> Iterator[Event]:
    if line.law is not None and clock.law is None:
        raise _LegalTermAtRisk(_lost(line))
    before = old.clocks.get(line.clock)
    if line.state is DeadlineState.BLOWN or before == clock:
        return
    stands = case.state in clock.pauses
    resumed = line.state is DeadlineState.PAUSED and not stands
    pauses = (*line.pauses[:-1], replace(line.pauses[-1], end=now)) if resumed else line.pauses
    anew = clocks.dated(clock, case, line.started, surroundings, pauses=pauses, earlier=line)
    anew = replace(anew, state=DeadlineState.RUNNING if resumed else line.state)
    if line.law is not None and anew.date > line.date and before is not None and before.law != clock.law:
        data = {"clock": line.clock, "was": line.date.isoformat(), "will": anew.date.isoformat()}
        raise _LegalTermAtRisk(Refusal(code="legal_term_longer", data=data))
    if resumed or _essence(anew) != _essence(line):
        yield DeadlineSet(deadline=_told(anew, line, old, new, now, surroundings), why=WHY)
    if stands and line.state is DeadlineState.RUNNING:
        why = new.states[case.state].title
        yield DeadlinePaused(clock=clock.name, pause=Pause(start=now, reason=why[:1].lower() + why[1:]))


def _essence(line: Deadline) -> tuple[object, ...]:
    return line.law, line.date, line.deadline, line.warn_at, line.rungs


def _told(
    line: Deadline, before: Deadline | None, old: Definition, new: Definition, now: datetime, surroundings: Surroundings
) -> Deadline:
    """The line with a last step that says by which change of version it is what it is."""
    data: dict[str, Json] = {
        "day": local_date(now, surroundings.zone).isoformat(),
        "before": old.version,
        "version": new.version,
    }
    step = (
        Step(at=now, why=StepReason.CLOCK_ADDED, data=data)
        if before is None
        else Step(at=now, why=StepReason.DEFINITION_CHANGED, data={**data, "was": before.date.isoformat()})
    )
    return replace(line, steps=(*line.steps, step))


def _begins(clock: Clock, new: Definition, case: Case) -> datetime | None:
    """Since when a clock that only the new version has would run in this case; None: not now.

    One that starts in the state the case is in, since it came there; one that starts with the case, if the case can
    have come to where it is without passing a place where the clock ends.
    """
    if clock.appointed is not None or not fits(clock.when, case) or clocks.ends_in(clock, new, case.state):
        return None
    if clock.starts == case.state:
        return case.entered
    if clock.starts == new.initial.name and case.state in _without_stops(clock, new):
        return case.opened
    return None


def _without_stops(clock: Clock, new: Definition) -> frozenset[str]:
    edges = graph_of(new).edges
    seen, waiting = {clock.starts}, [clock.starts]
    while waiting:
        fresh = {one.target for one in edges.get(waiting.pop(), ())} - seen - set(clock.stops)
        seen |= fresh
        waiting += fresh
    return frozenset(seen)
