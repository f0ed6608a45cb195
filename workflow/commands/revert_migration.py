"""Orders that a migration is taken back: cases not moved since come under the version they had. Moves none yet."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.may_administer import may_administer
from workflow.commands.scene import Executed, Scene
from workflow.errors import InvalidInput
from workflow.replacing import replace


@dataclass(frozen=True, slots=True, kw_only=True)
class RevertMigration:
    """`run` may still be under way: then it ends here."""

    run: UUID
    reason: str


def handle(command: RevertMigration, scene: Scene) -> Executed:
    """`{"id", "cases"}`. Raises NotPermitted, NotFound(`unknown_migration`), InvalidInput (`reason`; `run`: a revert),
    Conflict(`migration_running`)."""
    may_administer(scene.actor)
    if not command.reason.strip():
        raise InvalidInput({"reason": ("required",)})
    undone = scene.work.migration(command.run)
    if undone.reverts is not None:
        raise InvalidInput({"run": ("is_revert",)})
    if undone.finished is None:
        scene.work.finish_migration(undone.id, scene.moment.now)
    run = replace(
        undone,
        id=scene.moment.command,
        reason=command.reason.strip(),
        by=scene.actor.label,
        at=scene.moment.now,
        reverts=undone.id,
        finished=None,
    )
    scene.work.start_migration(run)
    return Executed(value={"id": str(run.id), "cases": scene.work.migrated_count(undone.id)})
