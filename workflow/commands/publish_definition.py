"""Publishes a version of a request type: from now on new cases start under it."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.commands.may_administer import may_administer
from workflow.commands.scene import Executed, Scene
from workflow.definition.model import Definition


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishDefinition:
    """`bundle` is the stored form of the folder, `definition.digest` its SHA-256."""

    definition: Definition
    bundle: bytes


def handle(command: PublishDefinition, scene: Scene) -> Executed:
    """Raises NotPermitted, Conflict(`version_not_increased`)."""
    may_administer(scene.actor)
    scene.work.publish(command.definition, command.bundle, scene.moment, scene.actor)
    return Executed(value={"digest": command.definition.digest})
