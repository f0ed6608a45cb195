"""One random walk: a made-up case that made-up people move at random under a virtual clock, until it ends.

The same seed gives the same walk. Officials act in office hours, the applicant at any time, the system at once.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from workflow.commands.open_case import OpenCase
from workflow.decision import Decision
from workflow.definition.model import Definition, State
from workflow.engine.support import open_support
from workflow.engine.timers import timers
from workflow.engine.working_time import openings_from, reach
from workflow.errors import DomainError
from workflow.events import DeadlineBlown, DeadlineSet, Transitioned
from workflow.rehearsal.candidates import possible
from workflow.rehearsal.cast import APPLICANT, actor_named
from workflow.rehearsal.expectations import refusal_codes
from workflow.rehearsal.improvise import applicant_for, values_for
from workflow.rehearsal.outside import settle
from workflow.rehearsal.play import Play
from workflow.rehearsal.stage import Stage, staff_for

MAX_MOVES = 200
MAX_TIME = timedelta(days=3 * 365)
OPENING_TRIES = 5

STAFF_DELAY = timedelta(hours=3)
"""How long a move awaits somebody in office hours, on average."""

APPLICANT_DELAY = timedelta(days=4)
"""How long a question awaits the applicant, on average."""

LINE_DELAY = timedelta(days=120)
"""How long somebody stands in a register before anything happens to them, on average."""

FORGETS = 0.1
"""How often somebody takes ten times as long."""

_GOES_ON_AFTER_THE_END = 0.3
_FULL = 0.5


class Ending(StrEnum):
    """How a walk ended: in a final state; where nobody can move it and no clock rings; at a limit; before it began."""

    FINAL = "final"
    NOBODY = "nobody"
    LONG = "long"
    UNOPENED = "unopened"


@dataclass(slots=True, kw_only=True)
class Walk:
    """What a walk met. `stays` are (state, time in it), of an unfinished walk also the last.

    `refusals` are `WHAT: CODES` that held a move back, each once per walk; `started` and `blown` count clocks, `stuck`
    what the system could not do.
    """

    stays: list[tuple[str, timedelta]] = field(default_factory=list)
    taken: Counter[str] = field(default_factory=Counter)
    refusals: set[str] = field(default_factory=set)
    started: Counter[str] = field(default_factory=Counter)
    blown: Counter[str] = field(default_factory=Counter)
    stuck: Counter[str] = field(default_factory=Counter)
    outcome: str | None = None
    ending: Ending = Ending.UNOPENED


def walk(definition: Definition, stage: Stage, begin: datetime, seed: str) -> Walk:
    """One walk from `begin`. The same arguments give the same walk."""
    return walked(definition, stage, begin, seed)[0]


def walked(definition: Definition, stage: Stage, begin: datetime, seed: str) -> tuple[Walk, Play]:
    """One walk, and the play it was: with every decision."""
    cast = stage.with_people(staff_for(definition), {})
    # Chance that comes again the same is what is wanted; nothing is kept secret with it.
    walker = _Walker(play=Play(definition=definition, stage=cast, now=begin), dice=Random(seed))  # noqa: S311
    walker.go()
    return walker.seen, walker.play


@dataclass(slots=True, kw_only=True)
class _Walker:
    """A play and the dice that move it. `entered`: when the case came into its state."""

    play: Play
    dice: Random
    seen: Walk = field(default_factory=Walk)
    entered: datetime = field(init=False)

    def go(self) -> None:
        """Opens the case and moves it until the walk ends."""
        self._fill()
        self._open()
        if not self.play.opened:
            return
        began = self.play.now
        for _ in range(MAX_MOVES):
            if self._stops_at_the_end() or self.play.now - began > MAX_TIME:
                break
            self._let_pass(self._until_somebody_acts())
            if not self._move() and not self._wait():
                break
        self._end()

    def _fill(self) -> None:
        """Where places are given, every second case finds them all taken."""
        rule = self.play.definition.places
        if rule is not None and self.dice.random() < _FULL:
            self.play.memory.others = max((places for _, places in rule.capacity), default=0)

    def _open(self) -> None:
        for _ in range(OPENING_TRIES):
            command = OpenCase(
                request_type=self.play.definition.request_type,
                form=values_for(self.play.definition.asked_of_citizens().form, self.play, self.dice),
                applicant=applicant_for(self.play.definition, self.dice),
            )
            self.entered = self.play.now
            try:
                self._note(self.play.execute(command, actor_named(APPLICANT, self.play)))
            except DomainError as refused:
                self.seen.refusals.add(f"open: {refusal_codes(refused)}")
            else:
                return

    def _state(self) -> State:
        return self.play.definition.states[self.play.case.state]

    def _stops_at_the_end(self) -> bool:
        return self._state().final and self.dice.random() > _GOES_ON_AFTER_THE_END

    def _until_somebody_acts(self) -> datetime:
        voting = open_support(self.play.case) is not None
        waits = self._state().waits_for == APPLICANT
        if self.play.case.position is not None and not waits:
            return self.play.now + self._about(LINE_DELAY)
        if voting or waits or self._state().final:
            return self.play.now + self._about(APPLICANT_DELAY)
        office = self.play.stage.surroundings.pair().hours
        return reach(openings_from(office, self.play.now), self._about(STAFF_DELAY))

    def _about(self, mean: timedelta) -> timedelta:
        minutes = self.dice.expovariate(1 / (mean / timedelta(minutes=1)))
        times = 10 if self.dice.random() < FORGETS else 1
        return timedelta(minutes=1 + round(minutes * times))

    def _let_pass(self, until: datetime) -> None:
        while (decision := self.play.wake_next(until)) is not None:
            self._note(decision)

    def _move(self) -> bool:
        """Something that can be done is done; False if there is nothing."""
        here = possible(self.play, self.dice)
        self.seen.refusals |= here.held_back
        found = here.candidates
        if not found:
            return self._state().final
        chosen = self.dice.choices(found, [one.weight for one in found])[0]
        try:
            decision = chosen.act()
        except DomainError as refused:
            self.seen.refusals.add(f"{chosen.what}: {refusal_codes(refused)}")
        else:
            self._note(decision)
        return True

    def _wait(self) -> bool:
        """Nobody can act: on to the next clock that rings; False if none will."""
        due = min((one.due for one in timers(self.play.case)), default=None)
        if due is None:
            return False
        self._let_pass(max(due, self.play.now))
        return True

    def _note(self, decision: Decision | None) -> None:
        aftermath = settle(self.play, decision)
        for one in (decision, *aftermath.decisions) if decision else aftermath.decisions:
            self._note_events(one)
        self.seen.stuck.update(aftermath.stuck)

    def _note_events(self, decision: Decision) -> None:
        for event in decision.events:
            match event:
                case Transitioned(name=name, from_state=left, to_state=entered):
                    self.seen.taken[name] += 1
                    if left != entered:
                        self._leave(left)
                case DeadlineSet(deadline=deadline, why="started"):
                    self.seen.started[deadline.clock] += 1
                case DeadlineBlown(clock=clock, rung=0):
                    self.seen.blown[clock] += 1
                case _:
                    pass

    def _leave(self, state: str) -> None:
        self.seen.stays.append((state, self.play.now - self.entered))
        self.entered = self.play.now

    def _end(self) -> None:
        self._leave(self.play.case.state)
        self.seen.outcome = self.play.case.outcome
        if self._state().final:
            self.seen.ending = Ending.FINAL
        else:
            waits = possible(self.play, self.dice).candidates or timers(self.play.case)
            self.seen.ending = Ending.LONG if waits else Ending.NOBODY
