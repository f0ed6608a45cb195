"""Puts an alarm on the screens of staff."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from workflow.commands.scene import Executed, Scene
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseAlarm:
    """`to` lists `role:R`, `user:U`, `unit:U`; `identifier` is the effect's."""

    identifier: UUID
    case: UUID
    to: tuple[str, ...]
    code: str
    data: Mapping[str, Json] = field(default_factory=dict)


def handle(command: RaiseAlarm, scene: Scene) -> Executed:
    """`{"new": bool}`: False when it was there already."""
    new = scene.work.add_alarm(
        command.identifier,
        command.case,
        command.to,
        command.code,
        command.data,
        scene.moment.now,
    )
    return Executed(value={"new": new})
