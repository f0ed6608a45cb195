"""Outside work got stuck for good: staff can see, retry or drop it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from workflow.commands.scene import Executed, Scene
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseIncident:
    """`kind` and `data` are the effect's own, so that it can be tried again.

    `once`: whoever has settled it has heard of it, and is not told again.
    """

    effect: UUID
    case: UUID | None
    kind: str
    reason: str
    data: Mapping[str, Json] = field(default_factory=dict)
    once: bool = False


def handle(command: RaiseIncident, scene: Scene) -> Executed:
    """`{"id"}` of the incident."""
    identifier = scene.work.add_incident(
        command.effect,
        command.case,
        command.kind,
        command.reason,
        command.data,
        scene.moment.now,
        once=command.once,
    )
    return Executed(value={"id": str(identifier)})
