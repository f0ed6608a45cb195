"""Somebody lets a search go that they had put aside."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.commands.scene import Executed, Scene
from workflow.errors import NotPermitted


@dataclass(frozen=True, slots=True, kw_only=True)
class DropSearch:
    """One's own search of that name."""

    name: str


def handle(command: DropSearch, scene: Scene) -> Executed:
    """Raises NotPermitted (citizens)."""
    if scene.actor.username is None:
        raise NotPermitted("not_permitted")
    scene.work.drop_search(scene.actor.username, command.name)
    return Executed()
