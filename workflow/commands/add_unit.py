"""Adds a department of the town."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.commands.may_administer import may_administer
from workflow.commands.scene import Executed, Scene
from workflow.town import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class AddUnit:
    """An existing unit of the same id is replaced."""

    unit: Unit


def handle(command: AddUnit, scene: Scene) -> Executed:
    """Raises NotPermitted."""
    may_administer(scene.actor)
    scene.work.add_unit(command.unit)
    return Executed()
