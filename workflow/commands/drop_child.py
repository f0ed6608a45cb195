"""A child case that could not be opened is given up: its parent waits for it no longer."""

from __future__ import annotations

from uuid import UUID

from workflow.case import ChildStatus
from workflow.commands.scene import Scene
from workflow.engine import children
from workflow.engine.evolve import fold
from workflow.events import ChildCancelled


def drop_child(parent: UUID, child: UUID, scene: Scene) -> None:
    """Nothing happens when it is open or was given up before."""
    case = scene.work.case_by_id(parent)
    found = case.child(child)
    if found is None or found.status is not ChildStatus.WANTED:
        return
    definition = scene.definitions.pinned(case.definition)
    event = ChildCancelled(child=child, at=scene.moment.now)
    after = fold(case, (event,), scene.moment.now, scene.actor.label)
    fired = children.after_an_end(definition, after, scene.moment) if found in children.awaited(case) else ()
    scene.tell(case, definition, event, effects=fired)
