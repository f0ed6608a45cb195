"""Somebody has stuck work tried again, or drops it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.actor import ActorKind
from workflow.commands.drop_child import drop_child
from workflow.commands.scene import Executed, Scene
from workflow.effect_requests import OpenChild
from workflow.errors import InvalidInput, NotPermitted


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleIncident:
    """`how` is `retry` or `drop`."""

    incident: UUID
    how: str


def handle(command: SettleIncident, scene: Scene) -> Executed:
    """Raises NotPermitted, NotFound(`unknown_incident`), InvalidInput."""
    if scene.actor.kind is not ActorKind.SYSTEM and not scene.actor.roles & {"admin", "registrar"}:
        raise NotPermitted("not_permitted")
    if command.how not in ("retry", "drop"):
        raise InvalidInput({"how": ["not_a_choice"]})
    effect = scene.work.settle_incident(command.incident, command.how, scene.actor, scene.moment.now)
    if effect is not None and command.how == "retry":
        scene.work.defer((effect,), scene.moment)
    elif isinstance(effect, OpenChild):
        drop_child(effect.case, effect.child, scene)
    return Executed()
