"""Plays a scenario against a definition and says in plain words what did not come as expected.

Time passes between steps: clocks ring at their moments, and the system does at once what is wanted of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time

from workflow.decision import Decision
from workflow.definition.model import Definition
from workflow.engine.calendar import at_local, local_date
from workflow.errors import DomainError
from workflow.events import Transitioned
from workflow.rehearsal.expectations import Happened, compare, refusal_codes
from workflow.rehearsal.moves import Unplayable, make_move
from workflow.rehearsal.outside import settle
from workflow.rehearsal.play import Play
from workflow.rehearsal.scenario import Failure, Scenario, Step, StepKind
from workflow.rehearsal.stage import Stage, staff_for

FIRST_DAY = date(2026, 11, 23)
"""The Monday on which a scenario begins that does not say when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsed:
    """Every failure, in the order of the steps, and the transitions that were made, by name."""

    failures: tuple[Failure, ...]
    taken: frozenset[str]


def run_scenario(definition: Definition, scenario: Scenario, stage: Stage) -> tuple[Failure, ...]:
    """Every failure, in the order of the steps; empty when all came as expected."""
    return rehearse(definition, scenario, stage).failures


def rehearse(definition: Definition, scenario: Scenario, stage: Stage) -> Rehearsed:
    """Plays it. `stage` is the town; every role of the definition has an official of its name, the scenario may add
    people."""
    people = {**staff_for(definition), **scenario.people}
    run = _Run(definition, stage.with_people(people, scenario.units))
    for step in scenario.steps:
        if not run.is_over:
            run.take(step)
    events = (event for decision in run.play.decisions for event in decision.events)
    return Rehearsed(
        failures=tuple(run.failures), taken=frozenset(one.name for one in events if isinstance(one, Transitioned))
    )


@dataclass(slots=True)
class _Run:
    """A scenario under way. `is_over`: a step could not be played, so that the rest means nothing."""

    definition: Definition
    stage: Stage
    failures: list[Failure] = field(default_factory=list)
    is_over: bool = False
    play: Play = field(init=False)

    def __post_init__(self) -> None:
        begin = at_local(FIRST_DAY, time(9), self.stage.surroundings.zone)
        self.play = Play(definition=self.definition, stage=self.stage, now=begin)

    def take(self, step: Step) -> None:
        """Plays one step and compares."""
        try:
            before = self._pass_time(step)
            happened = self._until(step, before) if step.kind is StepKind.UNTIL else self._made(step)
        except Unplayable as wrong:
            self._end(step.line, str(wrong))
            return
        if happened.refused is not None and not (step.then and step.then.is_refusal):
            self._end(step.line, f"{_said(step)} was refused: {refusal_codes(happened.refused)}")
        elif step.then is not None:
            self.failures += compare(step.then, happened, self.play)
        elif happened.stuck:
            self.failures.append(Failure(line=step.line, words=f"stuck: {', '.join(happened.stuck)}"))

    def _end(self, line: int, words: str) -> None:
        self.failures.append(Failure(line=line, words=words))
        self.is_over = True

    def _made(self, step: Step) -> Happened:
        try:
            decision = make_move(step, self.play)
        except DomainError as refused:
            return Happened(refused=refused)
        return self._with_what_followed(decision)

    def _until(self, step: Step, before: Happened) -> Happened:
        return before.joined(self._time_until(_moment(step.name, self.play)))

    def _pass_time(self, step: Step) -> Happened:
        if not step.at:
            return Happened()
        moment = _moment(step.at, self.play)
        if not self.play.opened:
            self.play.now = moment
            return Happened()
        return self._time_until(moment)

    def _time_until(self, moment: datetime) -> Happened:
        if moment < self.play.now:
            raise Unplayable(f"{_local(moment, self.play)} lies before {_local(self.play.now, self.play)}")
        happened = Happened()
        while (woken := self.play.wake_next(moment)) is not None:
            happened = happened.joined(self._with_what_followed(woken))
        return happened

    def _with_what_followed(self, decision: Decision | None) -> Happened:
        after = settle(self.play, decision)
        first = () if decision is None else (decision,)
        return Happened(decisions=(*first, *after.decisions), stuck=tuple(after.stuck))


def _said(step: Step) -> str:
    who = f" by {step.by}" if step.by else ""
    return f"{step.kind.value} {step.name}".strip() + who


def _moment(text: str, play: Play) -> datetime:
    zone = play.stage.surroundings.zone
    day, _space, hour = text.rpartition(" ")
    try:
        on = date.fromisoformat(day) if day else local_date(play.now, zone)
        return at_local(on, time.fromisoformat(hour), zone)
    except ValueError:
        raise Unplayable(f"there is no such moment as {text}") from None


def _local(moment: datetime, play: Play) -> str:
    return f"{moment.astimezone(play.stage.surroundings.zone):%Y-%m-%d %H:%M}"
