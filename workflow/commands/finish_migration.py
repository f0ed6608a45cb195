"""A migration run has asked every case it is about: it is over."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.may_administer import may_administer
from workflow.commands.scene import Executed, Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishMigration:
    """Twice is once."""

    run: UUID


def handle(command: FinishMigration, scene: Scene) -> Executed:
    """Raises NotPermitted, NotFound(`unknown_migration`)."""
    may_administer(scene.actor)
    scene.work.finish_migration(command.run, scene.moment.now)
    return Executed()
