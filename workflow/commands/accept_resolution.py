"""Whoever controls a resolution accepts the report: it is taken off control."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.scene import Executed, Scene
from workflow.engine import resolutions
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
    event = resolutions.accept(case, found, scene.actor, scene.moment)
    return scene.tell(case, scene.definitions.pinned(case.definition), event)
