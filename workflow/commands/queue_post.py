"""Puts a complete paper on the print-and-post list."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.scene import Executed, Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePost:
    """`identifier` is the effect's."""

    identifier: UUID
    case: UUID
    document: UUID


def handle(command: QueuePost, scene: Scene) -> Executed:
    """`{"new": bool}`: False when it was there already."""
    new = scene.work.post_entry(command.identifier, command.case, command.document, scene.moment)
    return Executed(value={"new": new})
