"""A message to somebody is about to leave, has left, was delivered or failed. Moves no case."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.scene import Executed, Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMessage:
    """`identifier` is the effect's, with the person: the same message is never written twice."""

    identifier: UUID
    case: UUID | None
    person: UUID | None
    channel: str
    to: str
    text: str
    parts: int
    status: str


def handle(command: RecordMessage, scene: Scene) -> Executed:
    """`{"new": bool}`: False when it was there already."""
    new = scene.work.add_message(
        command.identifier,
        command.case,
        command.person,
        command.channel,
        command.to,
        command.text,
        command.parts,
        command.status,
        scene.moment,
    )
    return Executed(value={"new": new})
