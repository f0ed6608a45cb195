"""Whoever controls a resolution accepts the report: it is taken off control, and the next one opens if it repeats."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.scene import Executed, Scene
from workflow.engine import resolutions
from workflow.engine.repeats import next_occurrence
from workflow.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptResolution:
    """Whoever controls a resolution accepts the report: it is taken off control."""

    resolution: UUID


def handle(command: AcceptResolution, scene: Scene) -> Executed:
    """Raises NotFound, NotPermitted, NotAvailable with refusals, InvalidInput."""
    case = scene.work.case_of_resolution(command.resolution)
    found = case.resolution(command.resolution)
    if found is None:
        raise NotFound("unknown_resolution")
    accepted = resolutions.accept(case, found, scene.actor, scene.moment)
    number = resolutions.next_number(case, case.resolution(found.parent) if found.parent else None)
    again = next_occurrence(case, found, number, scene.moment, scene.surroundings)
    return scene.tell(
        case,
        scene.definitions.pinned(case.definition),
        accepted,
        *((again,) if again is not None else ()),
        acting_for=resolutions.controls(found, scene.actor),
    )
