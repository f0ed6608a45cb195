"""An executor says at an interim checkpoint how far the work is."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.scene import Executed, Scene
from workflow.engine import checkpoints
from workflow.engine.executors import executing_for
from workflow.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCheckpoint:
    """`number` is the checkpoint's, counted from 0."""

    resolution: UUID
    number: int
    text: str


def handle(command: ReportCheckpoint, scene: Scene) -> Executed:
    """Raises NotFound, NotPermitted, NotAvailable with refusals, InvalidInput."""
    case = scene.work.case_of_resolution(command.resolution)
    found = case.resolution(command.resolution)
    if found is None:
        raise NotFound("unknown_resolution")
    event, words = checkpoints.report_at(found, command.number, scene.actor, command.text, scene.moment)
    definition = scene.definitions.pinned(case.definition)
    return scene.tell(case, definition, event, personal=(words,), acting_for=executing_for(found, scene.actor))
