"""An executor reports on a resolution."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.scene import Executed, Scene
from workflow.engine import resolutions
from workflow.engine.executors import executing_for
from workflow.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportResolution:
    """An executor reports on a resolution."""

    resolution: UUID
    text: str
    attachments: tuple[UUID, ...] = ()


def handle(command: ReportResolution, scene: Scene) -> Executed:
    """Raises NotFound, NotPermitted, NotAvailable with refusals, InvalidInput."""
    case = scene.work.case_of_resolution(command.resolution)
    found = case.resolution(command.resolution)
    if found is None:
        raise NotFound("unknown_resolution")
    event, words = resolutions.report(found, scene.actor, command.text, command.attachments, scene.moment)
    definition = scene.definitions.pinned(case.definition)
    absent = executing_for(found, scene.actor)
    return scene.tell(case, definition, event, personal=(words,), acting_for=absent)
