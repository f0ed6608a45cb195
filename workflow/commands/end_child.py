"""Tells a parent that its child case has ended, with what came of it (follow-up of ReturnToParent)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.case import ChildStatus
from workflow.commands.scene import Executed, Scene
from workflow.engine import children, reviews
from workflow.engine.evolve import fold
from workflow.engine.reviews import Hand
from workflow.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class EndChild:
    """`child` and `parent` are cases."""

    child: UUID
    parent: UUID


def handle(command: EndChild, scene: Scene) -> Executed:
    """Nothing happens when the parent knows already, waits no more, or the child goes on.

    The parent is locked before the child, everywhere.
    """
    parent = scene.work.case_by_id(command.parent)
    case = scene.work.case_by_id(command.child)
    child = parent.child(case.id)
    if child is None or child.status not in (ChildStatus.WANTED, ChildStatus.OPEN) or case.closed is None:
        return Executed(case=parent)
    personal = scene.work.personal(case.id) if case.places else {}
    event, kept = children.ended(child, case, personal, scene.definitions.pinned(case.definition), scene.moment)
    definition = scene.definitions.pinned(parent.definition)
    after = fold(parent, (event,), scene.moment.now, scene.actor.label)
    fallen: tuple[Event, ...] = ()
    if after.reviews:
        # What the child brings back may stand in a text that was agreed to without it.
        known = {**scene.work.personal(parent.id), **{one.name: one.value for one in kept}}
        hand = Hand(actor=scene.actor)
        fallen = reviews.text_changed(definition, after, hand, known, scene.moment, scene.surroundings)
    # A child whose answer nobody waits for moves nobody.
    fired = children.after_an_end(definition, after, scene.moment) if child in children.awaited(parent) else ()
    return scene.tell(parent, definition, event, *fallen, personal=kept, effects=fired)
