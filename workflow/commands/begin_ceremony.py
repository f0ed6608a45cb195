"""A short signing session begins: a key wrapped for one ceremony, or an interrupted signature."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from workflow.commands.scene import Executed, Scene
from workflow.errors import NotPermitted
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginCeremony:
    """`kind` is `ceremony` or `outside`; `sealed` what only the client's secret, or the finished signature, opens."""

    identifier: UUID
    kind: str
    sealed: bytes
    expires: datetime
    data: Mapping[str, Json] = field(default_factory=dict)


def handle(command: BeginCeremony, scene: Scene) -> Executed:
    """Raises NotPermitted (citizens)."""
    if scene.actor.username is None:
        raise NotPermitted("not_permitted")
    scene.work.add_ceremony(
        command.identifier,
        scene.actor.username,
        command.kind,
        command.sealed,
        command.data,
        command.expires,
    )
    return Executed()
