"""Somebody says that they have read what they were to read."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.scene import Executed, Scene
from workflow.engine import acquaintances
from workflow.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReading:
    """`acquaintance` is the list they stand on."""

    reference: str
    acquaintance: UUID


def handle(command: RecordReading, scene: Scene) -> Executed:
    """Raises NotFound, NotPermitted. Reading again changes nothing: the first date stays."""
    case = scene.work.case(command.reference)
    listed = case.acquaintance(command.acquaintance)
    if listed is None:
        raise NotFound("unknown_acquaintance")
    event = acquaintances.read(listed, scene.actor, scene.moment)
    if event is None:
        return Executed(case=case)
    return scene.tell(case, scene.definitions.pinned(case.definition), event, acting_for=event.acting_for)
