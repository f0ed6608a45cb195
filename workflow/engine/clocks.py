"""Which clocks start, stop, pause and run on when a case moves: events, computed from law, calendar and definition."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from workflow.case import Case, Deadline, DeadlineState, LongerTerm
from workflow.definition.graph import graph_of
from workflow.definition.law import Unit
from workflow.engine import deadlines
from workflow.engine.calendar import at_local, local_date, next_working_day
from workflow.engine.deadlines import due_end
from workflow.engine.facts import fits
from workflow.engine.pauses import Pause
from workflow.engine.steps import Step, StepReason
from workflow.engine.term import Term, extended_term_of, term_of
from workflow.engine.working_time import first_opening
from workflow.errors import DefinitionError, Refusal
from workflow.events import DeadlinePaused, DeadlineSet, DeadlineStopped, Event
from workflow.replacing import replace

if TYPE_CHECKING:
    from workflow.definition.calendar_book import CalendarPair
    from workflow.definition.model import Appointed, Clock, Definition, ExtensionRule
    from workflow.surroundings import Surroundings


def on_entry(
    definition: Definition,
    case: Case,
    left: str | None,
    now: datetime,
    surroundings: Surroundings,
) -> tuple[Event, ...]:
    """Events of all clocks when `case` has just come into its state from `left` (None: it was opened)."""
    state = definition.states[case.state]
    if left == case.state:
        return ()
    return (
        *_stopped(definition, case, case.state, now, everything=state.final),
        *_paused_or_resumed(definition, case, left, now, surroundings),
        *_started(definition, case, left, now, surroundings),
    )


def outlasting(definition: Definition, case: Case) -> Case:
    """`case` without the clocks that its present state ends: a date given on the way there is held against the rest.

    So a term that falls away with the instruction (fifteen days where nothing is to be studied) does not bound it.
    """
    going_on = tuple(
        one
        for one in case.deadlines
        if (clock := definition.clocks.get(one.clock)) is None or not ends_in(clock, definition, case.state)
    )
    return replace(case, deadlines=going_on)


def on_document(definition: Definition, case: Case, document: str, now: datetime) -> tuple[Event, ...]:
    """Events of clocks whose `stops` names a document that is now complete."""
    return tuple(_stopped(definition, case, document, now, everything=False))


def appointed_anew(
    definition: Definition,
    case: Case,
    given: Collection[str],
    now: datetime,
    surroundings: Surroundings,
) -> tuple[Event, ...]:
    """A visit was booked or moved, or its day was written anew: clocks set from the fields `given` are dated anew.

    Those whose state it is, and those that run already; what has begun with this very move is dated right.
    """
    running = {one.clock: one.started for one in case.deadlines if one.stopped is None}
    return tuple(
        DeadlineSet(deadline=dated(clock, case, now, surroundings), why="moved")
        for clock in definition.clocks.values()
        if clock.appointed is not None
        and clock.appointed.field in given
        and (running[clock.name] < now if clock.name in running else clock.starts == case.state)
        and _appointment(clock.appointed, case, surroundings) is not None
    )


def _stopped(
    definition: Definition, case: Case, place: str, now: datetime, *, everything: bool
) -> Iterator[DeadlineStopped]:
    for deadline in case.deadlines:
        clock = definition.clocks.get(deadline.clock)
        if deadline.stopped is None and (everything or (clock is not None and ends_in(clock, definition, place))):
            late = deadline.state is DeadlineState.BLOWN or (
                deadline.state is DeadlineState.RUNNING and now >= deadline.deadline
            )
            yield DeadlineStopped(clock=deadline.clock, at=now, late=late)


def ends_in(clock: Clock, definition: Definition, place: str) -> bool:
    """Whether a running clock is over in `place`, a state or a document that is complete."""
    return place in clock.stops or (place in definition.states and _rings_in_vain(clock, definition, place))


def _rings_in_vain(clock: Clock, definition: Definition, state: str) -> bool:
    """A clock that only fires a transition is over where that cannot come any more before the clock starts anew.

    So the wait for a reply ends with the reply, although nothing says `stops` (definitions.md, `reply`).
    """
    expiry = clock.on_expiry
    if expiry is None or expiry.fire is None or expiry.escalate or expiry.notify is not None:
        return False
    graph = graph_of(definition)
    seen, waiting = {state, clock.starts}, [state] if state != clock.starts else []
    while waiting:
        here = waiting.pop()
        if definition.transition(expiry.fire, here) is not None:
            return False
        fresh = {edge.target for edge in graph.edges.get(here, ())} - seen
        seen |= fresh
        waiting += fresh
    return state != clock.starts


def _paused_or_resumed(
    definition: Definition,
    case: Case,
    left: str | None,
    now: datetime,
    surroundings: Surroundings,
) -> Iterator[Event]:
    for deadline in case.deadlines:
        clock = definition.clocks.get(deadline.clock)
        if clock is None or deadline.stopped is not None or _stops_here(clock, definition, case):
            continue
        if case.state in clock.pauses and deadline.state is DeadlineState.RUNNING:
            # Told to whoever asks why the date is what it is: the state in words, which hold nobody's data.
            why = definition.states[case.state].title
            yield DeadlinePaused(clock=clock.name, pause=Pause(start=now, reason=why[:1].lower() + why[1:]))
        elif left in clock.pauses and case.state not in clock.pauses and deadline.state is DeadlineState.PAUSED:
            pauses = (*deadline.pauses[:-1], replace(deadline.pauses[-1], end=now))
            yield DeadlineSet(
                deadline=dated(
                    clock,
                    case,
                    deadline.started,
                    surroundings,
                    pauses=pauses,
                    earlier=deadline,
                ),
                why="resumed",
            )


def _stops_here(clock: Clock, definition: Definition, case: Case) -> bool:
    return ends_in(clock, definition, case.state) or definition.states[case.state].final


def _started(
    definition: Definition, case: Case, left: str | None, now: datetime, surroundings: Surroundings
) -> Iterator[DeadlineSet]:
    # Coming back from a question is no new beginning for a clock that has not stopped meanwhile: it goes on.
    answered = left is not None and definition.states[left].waits_for is not None
    going = {one.clock for one in case.deadlines if one.stopped is None} if answered else set()
    for clock in definition.clocks.values():
        if clock.name in going:
            continue
        if clock.starts == case.state and fits(clock.when, case):
            if clock.appointed is not None and _appointment(clock.appointed, case, surroundings) is None:
                continue
            yield DeadlineSet(deadline=dated(clock, case, now, surroundings), why="started")


def dated(
    clock: Clock,
    case: Case,
    started: datetime,
    surroundings: Surroundings,
    *,
    pauses: tuple[Pause, ...] = (),
    earlier: Deadline | None = None,
) -> Deadline:
    """The deadline of `clock` begun at `started`, with its warning and the rungs of its ladder.

    `earlier` is the line it dates anew: rungs that have happened stay happened.
    """
    pair = surroundings.pair(clock)
    if clock.appointed is not None:
        return _appointed(clock.appointed, clock, case, started, surroundings)
    longer = earlier.longer if earlier else None
    term = _term(clock, case, started, surroundings, longer)
    found = deadlines.compute(term, started, pauses=pauses, calendar=pair.days, office=pair.hours)
    warn_at = None
    if clock.warn is not None:
        before = clock.warn.before
        warn_at = deadlines.before(found, before.length, Unit(before.unit), pair.days, pair.hours)
        if warn_at <= started:
            warn_at = None
    return Deadline(
        clock=clock.name,
        law=term.law or None,
        article=term.article or None,
        state=DeadlineState.RUNNING,
        started=started,
        date=found.date,
        deadline=found.deadline,
        steps=found.steps,
        pauses=pauses,
        warn_at=warn_at,
        rungs=_ladder(clock, found.deadline, term, pair),
        rung=earlier.rung if earlier else 0,
        warned=earlier.warned if earlier else False,
        longer=longer,
    )


def _term(
    clock: Clock, case: Case, started: datetime, surroundings: Surroundings, longer: LongerTerm | None = None
) -> Term:
    if longer is not None:
        return _longer_term(clock, longer, started, surroundings)
    if clock.law is not None:
        return term_of(surroundings.laws.rule(clock.law, local_date(started, surroundings.zone)))
    unit = Unit(clock.unit or "")
    if case.urgent and unit is Unit.WORKING_HOUR:
        # «Небезпечно»: the hour runs around the clock (facts.md, the town's promise with its emergency override).
        unit = Unit.HOUR
    return _own_term(clock.length or 0, unit, may_pause=bool(clock.pauses))


@lru_cache(maxsize=256)
def _own_term(length: int, unit: Unit, *, may_pause: bool) -> Term:
    return Term(length=length, unit=unit, may_pause=may_pause)


def _longer_term(clock: Clock, longer: LongerTerm, started: datetime, surroundings: Surroundings) -> Term:
    law = longer.law or (clock.law if longer.length is None else None)
    if law is None:
        unit = Unit(longer.unit or clock.unit or "")
        return Term(length=longer.length or 0, unit=unit, may_pause=bool(clock.pauses), extended=True)
    rule = surroundings.laws.rule(law, local_date(started, surroundings.zone))
    return replace(term_of(rule), extended=True) if longer.law is not None else extended_term_of(rule)


def lengthening(
    definition: Definition,
    rule: ExtensionRule,
    case: Case,
    by: str,
    now: datetime,
    surroundings: Surroundings,
) -> Deadline | Refusal:
    """The deadline of a running clock under its longer term, or why there is none.

    Once, before the term is over, and never beyond the total that the clock's own law allows (art. 20: 45 days).
    """
    clock, current = definition.clocks.get(rule.clock), case.deadline(rule.clock)
    if clock is None or current is None or current.stopped is not None or current.state is DeadlineState.PAUSED:
        return Refusal(code="clock_not_running", data={"clock": rule.clock})
    if current.longer is not None:
        return Refusal(code="extended_already", data={"until": current.date.isoformat()})
    if current.state is DeadlineState.BLOWN or now >= current.deadline:
        return Refusal(code="too_late", data={"until": current.date.isoformat()})
    longer = LongerTerm(by=by, at=now, law=rule.law, length=rule.length, unit=rule.unit)
    try:
        there = _dated_longer(clock, case, current, longer, surroundings)
        most = _dated_longer(clock, case, current, LongerTerm(by=by, at=now), surroundings) if clock.law else there
    except DefinitionError:
        return Refusal(code="no_extension", data={"law": clock.law or ""})
    if not current.deadline < there.deadline <= most.deadline:
        return Refusal(code="no_extension", data={"law": clock.law or ""})
    return there


def _dated_longer(
    clock: Clock, case: Case, current: Deadline, longer: LongerTerm, surroundings: Surroundings
) -> Deadline:
    earlier = replace(current, longer=longer, warned=False)
    return dated(clock, case, current.started, surroundings, pauses=current.pauses, earlier=earlier)


def redated(definition: Definition, case: Case, surroundings: Surroundings) -> tuple[DeadlineSet, ...]:
    """Every clock that still runs or stands still, dated anew by the calendars of today; those that moved.

    A missed date stays missed, a rung that was told stays told.
    """
    moved: list[DeadlineSet] = []
    for current in case.deadlines:
        clock = definition.clocks.get(current.clock)
        if clock is None or clock.appointed is not None or current.stopped is not None:
            continue
        if current.state is DeadlineState.BLOWN:
            continue
        anew = dated(clock, case, current.started, surroundings, pauses=current.pauses, earlier=current)
        anew = replace(anew, state=current.state)
        if (anew.date, anew.deadline, anew.warn_at, anew.rungs) != (
            current.date,
            current.deadline,
            current.warn_at,
            current.rungs,
        ):
            moved.append(DeadlineSet(deadline=anew, why="calendar"))
    return tuple(moved)


def _appointed(rule: Appointed, clock: Clock, case: Case, started: datetime, surroundings: Surroundings) -> Deadline:
    appointment = _appointment(rule, case, surroundings)
    if appointment is None:
        raise ValueError("an appointed clock needs a booking or a day")
    day, moment = appointment
    if rule.time:
        moment = at_local(day, time.fromisoformat(rule.time), surroundings.zone)
    return Deadline(
        clock=clock.name,
        law=None,
        article=None,
        state=DeadlineState.RUNNING,
        started=started,
        date=day,
        deadline=moment,
        rungs=(moment,) if moment > started else (),
        steps=(_counted_from(rule, day),),
        reminds=clock.on_expiry is None or not (clock.on_expiry.fire or clock.on_expiry.escalate),
    )


def _counted_from(rule: Appointed, day: date) -> Step:
    fixed = day + timedelta(days=rule.days_before)
    return Step(at=day, why=StepReason.APPOINTED, data={"day": fixed.isoformat(), "days": rule.days_before})


def _appointment(rule: Appointed, case: Case, surroundings: Surroundings) -> tuple[date, datetime] | None:
    """The day an appointed clock comes to, and when: at the visit's hour, or at the end of a day from a date field."""
    back = timedelta(days=rule.days_before)
    written = case.values.get(rule.field)
    if isinstance(written, str):
        with suppress(ValueError):
            day = date.fromisoformat(written) - back
            return day, due_end(day, surroundings.zone)
    if case.booking is None:
        return None
    return local_date(case.booking.starts, surroundings.zone) - back, case.booking.starts


def _ladder(clock: Clock, deadline: datetime, term: Term, pair: CalendarPair) -> tuple[datetime, ...]:
    rungs = [deadline]
    steps = len(clock.on_expiry.escalate) - 1 if clock.on_expiry else 0
    for _ in range(steps):
        last = rungs[-1]
        if term.counted_unit in (Unit.HOUR, Unit.MINUTE, Unit.WORKING_HOUR):
            again = deadlines.compute(term, last, calendar=pair.days, office=pair.hours)
            rungs.append(again.deadline)
        else:
            day = next_working_day(pair.days, local_date(last, pair.days.zone) + timedelta(days=1))
            rungs.append(first_opening(pair.hours, day))
    return tuple(rungs)
