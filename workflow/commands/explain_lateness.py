"""An executor says why a date was missed."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.scene import Executed, Scene
from workflow.engine import lateness
from workflow.engine.executors import executing_for
from workflow.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainLateness:
    """The missed date stays missed; whoever set it reads why."""

    resolution: UUID
    text: str


def handle(command: ExplainLateness, scene: Scene) -> Executed:
    """Raises NotFound, NotPermitted, NotAvailable with refusals, InvalidInput."""
    case = scene.work.case_of_resolution(command.resolution)
    found = case.resolution(command.resolution)
    if found is None:
        raise NotFound("unknown_resolution")
    event, words = lateness.explain_lateness(found, scene.actor, command.text, scene.moment)
    definition = scene.definitions.pinned(case.definition)
    return scene.tell(case, definition, event, personal=(words,), acting_for=executing_for(found, scene.actor))
