"""Whoever asked for reviews takes an open round back."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.commands.scene import Executed, Scene
from workflow.engine import reviews
from workflow.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawReview:
    """`reason` is kept with the round."""

    reference: str
    review: UUID
    reason: str


def handle(command: WithdrawReview, scene: Scene) -> Executed:
    """Raises NotFound, NotPermitted, NotAvailable with refusals, InvalidInput."""
    case = scene.work.case(command.reference)
    review = case.review(command.review)
    if review is None:
        raise NotFound("unknown_review")
    event, words, absent = reviews.withdrawn(case, review, command.reason, scene.actor, scene.moment)
    return scene.tell(case, scene.definitions.pinned(case.definition), event, personal=(words,), acting_for=absent)
