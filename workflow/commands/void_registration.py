"""A registration card loses its force; its number stays taken, and the case may be registered anew."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.commands.scene import Executed, Scene
from workflow.engine import registering


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidRegistration:
    """`reason` is kept apart as words about people."""

    reference: str
    reason: str


def handle(command: VoidRegistration, scene: Scene) -> Executed:
    """Raises NotFound(`unknown_case`, `not_registered`), NotPermitted, InvalidInput."""
    case = scene.work.case(command.reference)
    definition = scene.definitions.pinned(case.definition)
    event, words, found = registering.voided(definition, case, command.reason, scene.actor, scene.moment)
    absent = found.acting_for.username if found.acting_for else None
    return scene.tell(case, definition, event, personal=(words,), acting_for=absent)
