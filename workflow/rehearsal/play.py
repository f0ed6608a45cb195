"""A case played without a database: the commands of the product, one after another, under a virtual clock.

The same inputs give the same ids, dates and decisions. Reads no clock and no dice; nothing outside happens
(`outside.py` says what a worker would then do).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from workflow.actor import Actor, system
from workflow.case import Case
from workflow.commands.command_table import HANDLERS, Command
from workflow.commands.scene import Scene
from workflow.commands.wake_case import WakeCase
from workflow.decision import Decision
from workflow.definition.model import Definition
from workflow.engine.timers import Timer, timers
from workflow.moment import Moment
from workflow.ports.unit_of_work import UnitOfWork
from workflow.rehearsal.memory import Memory
from workflow.rehearsal.stage import Stage


@dataclass(slots=True, kw_only=True)
class Play:
    """One case and everything that was decided on it. `now` is the virtual clock, aware UTC.

    Commands are numbered, and ids follow from the number: two plays with the same commands decide the same.
    """

    definition: Definition
    stage: Stage
    now: datetime
    decisions: list[Decision] = field(default_factory=list)
    instants: list[tuple[datetime, str]] = field(default_factory=list)
    memory: Memory = field(init=False)
    _number: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.stage = self.stage.knowing_bodies_of(self.definition)
        self.memory = Memory(staff_members=self.stage.staff, units=self.stage.units)

    @property
    def opened(self) -> bool:
        """Whether there is a case yet."""
        return bool(self.decisions)

    @property
    def case(self) -> Case:
        """The case as it is now. Raises LookupError before it is opened."""
        if not self.decisions:
            raise LookupError("no case has been opened yet")
        return self.memory.case_by_id(self.decisions[0].case.id)

    @property
    def municipality(self) -> int:
        """The town's number."""
        return self.stage.surroundings.town.municipality

    def execute(self, command: Command, actor: Actor) -> Decision | None:
        """Performs one command of the product now; None when it changed nothing. Raises the six errors."""
        before = len(self.memory.recorded)
        moment = self._moment()
        scene = Scene(
            actor=actor,
            moment=moment,
            # Memory holds what commands about a case use (its docstring); the port is wider.
            work=cast(UnitOfWork, self.memory),
            definitions=_Only(definition=self.definition),
            surroundings=self.stage.surroundings,
            contacts=self.stage.contacts,
        )
        HANDLERS[type(command)](command, scene)
        decision: Decision | None = None
        for _, by, decided in self.memory.recorded[before:]:
            if not self.decisions or decided.case.id == self.decisions[0].case.id:
                decision = decided
                self.decisions.append(decided)
                self.instants.append((self.now, by.label))
        return decision

    def wake_next(self, until: datetime) -> Decision | None:
        """Moves the clock to the next timer due by `until` and wakes the case; None, and the clock at `until`."""
        timer = self._next_timer(until)
        if timer is None:
            self.now = max(self.now, until)
            return None
        self.now = max(self.now, timer.due)
        wake = WakeCase(case=self.case.id, clock=timer.clock, rung=timer.rung)
        decision = self.execute(wake, system(self.municipality))
        assert decision is not None, f"the timer {timer.clock} is due and wakes nobody"
        return decision

    def wake(self, until: datetime) -> list[Decision]:
        """Lets time pass to `until`: every timer in order, at its moment."""
        done: list[Decision] = []
        while (decision := self.wake_next(until)) is not None:
            done.append(decision)
        return done

    def later(self, **more: float) -> None:
        """Moves the clock on without waking anything."""
        self.now += timedelta(**more)

    def _next_timer(self, until: datetime) -> Timer | None:
        due = [one for one in timers(self.case) if one.due <= until] if self.opened else []
        return min(due, key=lambda one: (one.due, one.rung, one.clock), default=None)

    def _moment(self) -> Moment:
        self._number += 1
        return Moment(
            now=self.now,
            command=UUID(int=(7 << 76) | (2 << 62) | self._number),
            correlation=UUID(int=self._number),
            seed=hashlib.sha256(str(self._number).encode()).digest(),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Only:
    """`Definitions` of a town that offers one thing."""

    definition: Definition

    def pinned(self, digest: str) -> Definition:
        """Every case of a play runs under the play's definition."""
        return self.definition

    def current(self, municipality: int, request_type: str) -> Definition:
        """The same."""
        return self.definition
