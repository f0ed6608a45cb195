"""A calendar has changed: a running case is dated anew, and its history says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from workflow.case import Case, ResolutionStatus
from workflow.commands.scene import Executed, Scene
from workflow.definition.model import Definition
from workflow.effect_requests import EffectRequest
from workflow.engine import clocks, effects
from workflow.engine.evolve import fold
from workflow.engine.reminders import reminders
from workflow.events import DeadlineSet, RemindersMoved


@dataclass(frozen=True, slots=True, kw_only=True)
class RedateCase:
    """Holidays decreed, days moved, other office hours: whatever today's calendars say."""

    case: UUID


def handle(command: RedateCase, scene: Scene) -> Executed:
    """`{"moved": bool}`. Raises NotFound, DefinitionError. A case whose dates stay is not touched."""
    case = scene.work.case_by_id(command.case)
    definition = scene.definitions.pinned(case.definition)
    if case.closed is not None:
        return Executed(case=case, value={"moved": False})
    moved = clocks.redated(definition, case, scene.surroundings)
    told = tuple(_reminded(case, scene))
    if not moved and not told:
        return Executed(case=case, value={"moved": False})
    notices = tuple(_notices(definition, case, moved, scene))
    executed = scene.tell(case, definition, *moved, *told, effects=notices)
    return Executed(case=executed.case, value={"moved": True})


def _reminded(case: Case, scene: Scene) -> Iterator[RemindersMoved]:
    for one in case.resolutions:
        if one.status is not ResolutionStatus.OPEN or one.overdue_told or one.due is None:
            continue
        warn_at, overdue_at = reminders(one.due_date, one.due, scene.moment.now, scene.surroundings)
        # A warning that was given, or whose moment is over, is not given again.
        warn_at = one.warn_at if one.warned or warn_at is None else warn_at
        if (warn_at, overdue_at) != (one.warn_at, one.overdue_at):
            yield RemindersMoved(resolution=one.id, warn_at=warn_at, overdue_at=overdue_at)


def _notices(
    definition: Definition, case: Case, moved: tuple[DeadlineSet, ...], scene: Scene
) -> Iterator[EffectRequest]:
    there = fold(case, moved, scene.moment.now, scene.actor.label)
    for one in moved:
        before, clock = case.deadline(one.deadline.clock), definition.clocks.get(one.deadline.clock)
        if clock is None or clock.on_change is None or before is None or one.deadline.date <= before.date:
            continue
        yield effects.notice(
            clock.on_change, definition, there, scene.moment, scene.surroundings, label=f"change.{clock.name}"
        )
