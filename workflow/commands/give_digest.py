"""Somebody is back at work: what happened in their absence stands on their screen that morning, once."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.scene import Executed, Scene
from workflow.engine.return_digest import return_digest


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveDigest:
    """Asked for when the office opens after the end of a substitution."""

    substitution: UUID


def handle(command: GiveDigest, scene: Scene) -> Executed:
    """`{"new": bool}`: False when it was given already, or the substitution was put off."""
    if not scene.work.claim_digest(command.substitution, scene.moment.now):
        return Executed(value={"new": False})
    found = scene.work.substitution(command.substitution)
    acting = scene.work.staff(found.acting)
    told = return_digest(
        found,
        acting.name if acting is not None else found.acting,
        scene.work.cases_of_official(found.absent),
        scene.moment.now,
        scene.surroundings,
    )
    # The alarm bears the id of the substitution: there is never a second one.
    scene.work.add_alarm(command.substitution, None, (f"user:{found.absent}",), "digest", told, scene.moment.now)
    return Executed(value={"new": True})
