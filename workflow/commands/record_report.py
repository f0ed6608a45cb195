"""What became of a message by its provider's word, or by its silence: a person not reached is to be rung."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from workflow.case import Work
from workflow.commands.scene import Executed, Scene
from workflow.errors import NotPermitted
from workflow.events import WorkAdded

MESSAGE_FAILED = "message_failed"
WHO_RINGS = "clerk"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReport:
    """`failed`: the number itself seems bad; `expired`: it was tried for 72 hours (facts.md, "SMS")."""

    identifier: UUID
    status: Literal["delivered", "failed", "expired"]


def handle(command: RecordReport, scene: Scene) -> Executed:
    """`{"settled": bool}`: False for a report on an unknown message, or one that says nothing new.

    Raises NotPermitted for anybody but the system.
    """
    if scene.actor.kind != "system":
        raise NotPermitted("not_permitted")
    found = scene.work.settle_message(command.identifier, command.status, scene.moment.now)
    if found is not None and found.case is not None and command.status != "delivered":
        return replace(_asked_to_ring(found.case, scene), value={"settled": True})
    return Executed(value={"settled": found is not None})


def _asked_to_ring(case_id: UUID, scene: Scene) -> Executed:
    """One line in the queue for each case: whoever rings tells all there is to tell."""
    case = scene.work.case_by_id(case_id)
    if any(one.code == MESSAGE_FAILED and one.done is None for one in case.works):
        return Executed(case=case)
    work = Work(
        id=scene.moment.derived_id("work.message_failed"),
        added=scene.moment.now,
        code=MESSAGE_FAILED,
        role=WHO_RINGS,
    )
    return scene.tell(case, scene.definitions.pinned(case.definition), WorkAdded(work=work))
