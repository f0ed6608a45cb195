"""A reviewer gives a visa: agreed, agreed with remarks, or not agreed with reasons."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.scene import Executed, Scene
from workflow.engine import reviews
from workflow.errors import NotFound
from workflow.review import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveVisa:
    """`remark` is needed unless they simply agree. `text`: digest of the text they were shown, None: not said."""

    reference: str
    review: UUID
    verdict: Verdict
    remark: str = ""
    text: str | None = None


def handle(command: GiveVisa, scene: Scene) -> Executed:
    """Raises NotFound, NotPermitted, NotAvailable with refusals, InvalidInput, Conflict(`text_changed`)."""
    case = scene.work.case(command.reference)
    review = case.review(command.review)
    if review is None:
        raise NotFound("unknown_review")
    definition = scene.definitions.pinned(case.definition)
    said = reviews.give(
        definition,
        case,
        review,
        command.verdict,
        command.remark,
        scene.actor,
        scene.moment,
        seen=command.text,
    )
    return scene.tell(
        case,
        definition,
        *said.events,
        personal=said.personal,
        effects=said.requests,
        acting_for=said.acting_for,
    )
