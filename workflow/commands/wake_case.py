"""A timer of a case is due: a warning, an expired clock, an overdue resolution. Each rung exactly once."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.scene import Executed, Scene
from workflow.engine.support import open_support
from workflow.engine.waking import woken


@dataclass(frozen=True, slots=True, kw_only=True)
class WakeCase:
    """`clock` and `rung` name the timer (engine/timers.py)."""

    case: UUID
    clock: str
    rung: int


def handle(command: WakeCase, scene: Scene) -> Executed:
    """A rung that has happened already, or whose moment has moved, changes nothing."""
    case = scene.work.case_by_id(command.case)
    definition = scene.definitions.pinned(case.definition)
    decision = woken(
        definition,
        case,
        scene.actor,
        command.clock,
        command.rung,
        scene.moment,
        scene.surroundings,
        scene.work.tally(case.id) if open_support(case) is not None else None,
    )
    if decision is None:
        scene.work.refresh_timers(case)
        return Executed(case=case)
    return scene.record(case, decision)
