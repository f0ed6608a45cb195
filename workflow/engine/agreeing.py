"""Whoever is asked for a visa and moves the case past the join agrees by that move. Pure.

So a head of department presses «Погодити» once: the visa stands in the round under their name like any other, and
falls with the text (definitions.md, Reviews; ADR 0028).
"""

from __future__ import annotations

from datetime import datetime

from workflow.actor import Actor, ActorKind
from workflow.case import Case
from workflow.definition.model import Transition
from workflow.engine import reviews
from workflow.engine.evolve_reviews import closed, with_visa
from workflow.events import ReviewClosed, VisaGiven
from workflow.review import Review, ReviewStatus


def agreed_by_moving(
    case: Case, transition: Transition, actor: Actor, at: datetime
) -> tuple[VisaGiven | ReviewClosed, ...]:
    """The visas that `actor` gives by performing `transition`; none where nothing is asked of them."""
    if actor.kind is not ActorKind.STAFF or not any(one.name == reviews.JOIN for one in transition.guards):
        return ()
    return tuple(event for one in _open(case) for event in reviews.agreement(case, one, actor, at))


def rounds_after(case: Case, actor: Actor, at: datetime) -> tuple[Review, ...]:
    """The rounds that count, as they would stand if the actor agreed wherever they are asked."""
    if actor.kind is not ActorKind.STAFF:
        return reviews.newest(case)
    return tuple(
        _folded(one, reviews.agreement(case, one, actor, at)) if one.status is ReviewStatus.OPEN else one
        for one in reviews.newest(case)
    )


def _open(case: Case) -> tuple[Review, ...]:
    return tuple(one for one in reviews.newest(case) if one.status is ReviewStatus.OPEN)


def _folded(review: Review, events: tuple[VisaGiven | ReviewClosed, ...]) -> Review:
    for event in events:
        review = with_visa(review, event) if isinstance(event, VisaGiven) else closed(review, event)
    return review
