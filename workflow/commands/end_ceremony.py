"""A signing session is over or used up."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.scene import Executed, Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class EndCeremony:
    """By its id."""

    identifier: UUID


def handle(command: EndCeremony, scene: Scene) -> Executed:
    """An unknown one is already over."""
    scene.work.end_ceremony(command.identifier)
    return Executed()
