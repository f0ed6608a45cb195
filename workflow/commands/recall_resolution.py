"""The author withdraws a resolution."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.actor import ActorKind
from workflow.commands.scene import Executed, Scene
from workflow.engine import resolutions
from workflow.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallResolution:
    """The author withdraws a resolution."""

    resolution: UUID
    reason: str


def handle(command: RecallResolution, scene: Scene) -> Executed:
    """Raises NotFound, NotPermitted, NotAvailable with refusals, InvalidInput."""
    case = scene.work.case_of_resolution(command.resolution)
    found = case.resolution(command.resolution)
    if found is None:
        raise NotFound("unknown_resolution")
    event, words = resolutions.recall(found, scene.actor, command.reason, scene.moment)
    absent = None if scene.actor.kind is ActorKind.SYSTEM else resolutions.speaks_for(found.speaker, scene.actor)
    definition = scene.definitions.pinned(case.definition)
    return scene.tell(case, definition, event, personal=(words,), acting_for=absent)
