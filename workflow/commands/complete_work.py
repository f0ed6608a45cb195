"""Somebody did a work of their queue and says what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.scene import Executed, Scene
from workflow.engine import work


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteWork:
    """`note` is what was done, kept apart as words about people."""

    work: UUID
    note: str = ""


def handle(command: CompleteWork, scene: Scene) -> Executed:
    """Raises NotFound(`unknown_work`), NotPermitted, NotAvailable(`wrong_state`)."""
    case = scene.work.case_of_work(command.work)
    event, words, absent = work.done(case, command.work, scene.actor, command.note, scene.moment)
    definition = scene.definitions.pinned(case.definition)
    return scene.tell(case, definition, event, personal=(words,), acting_for=absent)
