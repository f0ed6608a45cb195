"""What becomes of a running case when it comes under another version of its definition, and why it may not. Pure.

The same function foresees (a dry run) and decides (the command): what was shown is what happens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from workflow.case import Case, PaperStatus, ResolutionStatus
from workflow.definition.model import Definition
from workflow.engine.evolve import evolve
from workflow.engine.migrated_clocks import WHY, lost_terms, moved_clocks
from workflow.engine.support import open_support
from workflow.errors import InvalidInput, Refusal
from workflow.events import DeadlineSet, DeadlineStopped, DefinitionChanged, Event
from workflow.identifier import UUID
from workflow.migration import CaseBefore
from workflow.review import ReviewStatus
from workflow.surroundings import Surroundings

_OPEN_PAPER = (PaperStatus.DRAFT, PaperStatus.TO_SIGN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """A case after the migration: `events` to be recorded; empty, with every reason in `obstacles`, where it cannot."""

    state: str | None
    events: tuple[Event, ...] = ()
    obstacles: tuple[Refusal, ...] = field(default=())


def require_sound_map(states: Mapping[str, str], olds: Iterable[Definition], new: Definition) -> None:
    """Raises InvalidInput (`states.NAME`: unknown_state, final_state) naming every line of the map that is wrong."""
    known = {name: one.states[name].final for one in olds for name in one.states}
    errors: dict[str, tuple[str, ...]] = {}
    for name, goal in states.items():
        target = new.states.get(goal)
        if name not in known or target is None:
            errors[f"states.{name}"] = ("unknown_state",)
        elif known[name] or target.final:
            errors[f"states.{name}"] = ("final_state",)
    if errors:
        raise InvalidInput(errors)


def foreseen(
    old: Definition,
    new: Definition,
    states: Mapping[str, str],
    case: Case,
    run: UUID,
    now: datetime,
    surroundings: Surroundings,
) -> Foreseen:
    """What `run` does to an open `case` that runs under `old`."""
    renamed = _Renaming(states=states, new=new)
    goal = renamed.of(case.state)
    obstacles = list(_obstacles(old, new, renamed, case))
    if goal is None or new.states[goal].final:
        return Foreseen(state=None, obstacles=(*obstacles, *lost_terms(new, case)))
    changed = DefinitionChanged(
        run=run,
        from_version=case.definition_version,
        to_version=new.version,
        from_digest=case.definition,
        to_digest=new.digest,
        from_state=case.state,
        to_state=goal,
        asked_from=renamed.of(case.asked_from) if case.asked_from is not None else None,
        into={str(identifier): state for identifier, state in renamed.into(case) if state is not None},
    )
    there = evolve(case, changed, now, "")
    moved = moved_clocks(old, new, there, now, surroundings)
    obstacles += moved.obstacles
    if obstacles:
        return Foreseen(state=goal, obstacles=tuple(obstacles))
    return Foreseen(state=goal, events=(changed, *moved.events))


def taken_back(before: CaseBefore, case: Case, run: UUID, reverts: UUID, now: datetime) -> tuple[Event, ...]:
    """Events that bring a case, not moved since, back to what it was: state, instructions, and every clock."""
    changed = DefinitionChanged(
        run=run,
        from_version=case.definition_version,
        to_version=before.version,
        from_digest=case.definition,
        to_digest=before.digest,
        from_state=case.state,
        to_state=before.state,
        asked_from=before.asked_from,
        into=before.into,
        reverts=reverts,
    )
    was = {one.clock: one for one in before.deadlines}
    lines: list[Event] = []
    for line in case.deadlines:
        if line.clock in was and was[line.clock] != line:
            lines.append(DeadlineSet(deadline=was[line.clock], why=WHY))
        elif line.clock not in was and line.stopped is None:
            # Nothing was owed under the version it goes back to, so nothing was missed.
            lines.append(DeadlineStopped(clock=line.clock, at=now, late=False))
    return (changed, *lines)


def before_of(case: Case) -> CaseBefore:
    """What a migration may change in a case."""
    return CaseBefore(
        digest=case.definition,
        version=case.definition_version,
        state=case.state,
        asked_from=case.asked_from,
        into={str(one.id): one.into for one in case.resolutions if one.into is not None},
        deadlines=case.deadlines,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Renaming:
    states: Mapping[str, str]
    new: Definition

    def of(self, state: str) -> str | None:
        goal = self.states.get(state, state)
        return goal if goal in self.new.states else None

    def into(self, case: Case) -> Iterator[tuple[UUID, str | None]]:
        """Where instructions that are not over lead, by the new names."""
        for one in case.resolutions:
            if one.into is not None and one.status in (ResolutionStatus.OPEN, ResolutionStatus.REPORTED):
                yield one.id, self.of(one.into)


def _obstacles(old: Definition, new: Definition, renamed: _Renaming, case: Case) -> Iterator[Refusal]:
    needed = [case.state, *([case.asked_from] if case.asked_from is not None else [])]
    needed += [one.into for one in case.resolutions if one.into and one.status is ResolutionStatus.OPEN]
    yield from (
        Refusal(code="state_unmapped", data={"state": state})
        for state in dict.fromkeys(needed)
        if renamed.of(state) is None
    )
    goal = renamed.of(case.state)
    if goal is not None and new.states[goal].final:
        yield Refusal(code="state_final", data={"state": case.state, "to": goal})
    elif goal is not None and case.asked_from is None and _returns(new, goal):
        yield Refusal(code="nowhere_to_return", data={"state": goal})
    yield from (
        Refusal(code="document_open", data={"document": one.type})
        for one in case.papers
        if one.status in _OPEN_PAPER and one.type not in new.documents
    )
    yield from _ties(old, new, goal, case)


def _returns(new: Definition, state: str) -> bool:
    return any(one.to == "previous" for one in new.transitions_from(state))


def _ties(old: Definition, new: Definition, goal: str | None, case: Case) -> Iterator[Refusal]:
    """What binds a case to its version: a round of visas, a vote, a place in a line, a booked hour."""
    rounds = {one.name for one in new.transitions if one.reviews is not None}
    for review in case.reviews:
        if review.status is ReviewStatus.OPEN and review.transition not in rounds:
            yield Refusal(code="review_open", data={"transition": review.transition})
    if open_support(case) is not None and (old.support != new.support or goal != case.state):
        yield Refusal(code="voting_open")
    place = case.position
    if place is not None and (
        new.register is None or new.register.name != place.register or goal not in new.register.kept_in
    ):
        yield Refusal(code="register_lost", data={"register": place.register})
    calendars = {new.calendar, new.places.pool if new.places else None}
    if case.booking is not None and case.booking.calendar not in calendars:
        yield Refusal(code="booking_lost", data={"calendar": case.booking.calendar})
