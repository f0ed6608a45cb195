"""An executor asks for a later date, before the old one has passed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from workflow.commands.scene import Executed, Scene
from workflow.engine import resolutions
from workflow.engine.executors import executing_for
from workflow.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestExtension:
    """An executor asks for a later date, before the old one has passed."""

    resolution: UUID
    due: date
    reason: str


def handle(command: RequestExtension, scene: Scene) -> Executed:
    """Raises NotFound, NotPermitted, NotAvailable with refusals, InvalidInput."""
    case = scene.work.case_of_resolution(command.resolution)
    found = case.resolution(command.resolution)
    if found is None:
        raise NotFound("unknown_resolution")
    event, words = resolutions.request_extension(
        case,
        found,
        scene.actor,
        command.due,
        command.reason,
        scene.moment,
        scene.surroundings,
    )
    definition = scene.definitions.pinned(case.definition)
    absent = executing_for(found, scene.actor)
    return scene.tell(case, definition, event, personal=(words,), acting_for=absent)
