"""Ends a machine's bearer token."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.commands.may_administer import may_administer
from workflow.commands.scene import Executed, Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class EndToken:
    """By the name it was given."""

    name: str


def handle(command: EndToken, scene: Scene) -> Executed:
    """Raises NotPermitted, NotFound(`unknown_token`)."""
    may_administer(scene.actor)
    scene.work.end_token(command.name, scene.moment.now)
    return Executed()
