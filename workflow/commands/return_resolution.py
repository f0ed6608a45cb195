"""Whoever controls a resolution returns the report for rework."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.scene import Executed, Scene
from workflow.engine import resolutions
from workflow.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnResolution:
    """Whoever controls a resolution returns the report for rework."""

    resolution: UUID
    reason: str


def handle(command: ReturnResolution, scene: Scene) -> Executed:
    """Raises NotFound, NotPermitted, NotAvailable with refusals, InvalidInput."""
    case = scene.work.case_of_resolution(command.resolution)
    found = case.resolution(command.resolution)
    if found is None:
        raise NotFound("unknown_resolution")
    event, words = resolutions.send_back(found, scene.actor, command.reason, scene.moment)
    definition = scene.definitions.pinned(case.definition)
    absent = resolutions.controls(found, scene.actor)
    return scene.tell(case, definition, event, personal=(words,), acting_for=absent)
