"""Ends a child case whose parent ended without waiting for it (follow-up of CancelChild)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.case import Case, Work
from workflow.commands.scene import Executed, Scene
from workflow.definition.model import Definition, Outcome, Transition
from workflow.engine.decide import Wish, decide
from workflow.engine.pending import pending
from workflow.engine.resolutions import Hall
from workflow.events import WorkAdded

PARENT_ENDED = "parent_ended"
_ENDS = (Outcome.WITHDRAWN, Outcome.LAPSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelChildCase:
    """`child` is a case of `parent`."""

    child: UUID
    parent: UUID


def handle(command: CancelChildCase, scene: Scene) -> Executed:
    """Nothing happens when it has ended. Where its definition knows no way to withdraw from here that asks nothing,
    whoever has it in their queue is asked to close it."""
    case = scene.work.case_by_id(command.child)
    if case.parent != command.parent or case.closed is not None:
        return Executed(case=case)
    definition = scene.definitions.pinned(case.definition)
    way = _way_out(definition, case)
    if way is None:
        return _asked_to_close(case, definition, scene)
    wish = Wish(name=way.name, as_main=True)
    hall = Hall(staff={}, units={})
    return scene.record(case, decide(definition, case, scene.actor, wish, scene.moment, scene.surroundings, hall))


def _way_out(definition: Definition, case: Case) -> Transition | None:
    for outcome in _ENDS:
        for one in definition.transitions_from(case.state):
            target = definition.states.get(one.to or "")
            if target is None or not target.final or any(field.required for field in one.input):
                continue
            if (one.outcome or target.outcome) is outcome:
                return one
    return None


def _asked_to_close(case: Case, definition: Definition, scene: Scene) -> Executed:
    if any(one.code == PARENT_ENDED for one in case.works):
        return Executed(case=case)
    holder = next((one.role for one in pending(definition, case) if one.role is not None), "registrar")
    work = Work(
        id=scene.moment.derived_id("work.parent_ended"),
        added=scene.moment.now,
        code=PARENT_ENDED,
        role=holder,
        unit=case.assignment.unit if case.assignment else None,
    )
    return scene.tell(case, definition, WorkAdded(work=work))
