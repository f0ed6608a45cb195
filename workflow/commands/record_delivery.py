"""What became of a message: sent, delivered, failed."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.scene import Executed, Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDelivery:
    """`provider_id` as the provider named it."""

    identifier: UUID
    status: str
    provider_id: str | None = None


def handle(command: RecordDelivery, scene: Scene) -> Executed:
    """An unknown message changes nothing."""
    scene.work.message_status(command.identifier, command.status, command.provider_id, scene.moment.now)
    return Executed()
