"""Reviews of a case: the rounds, visas, withdrawal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response

from api.review_view import review_view
from api.routes import Answer, Routes
from api.schemas.lists import listed
from api.schemas.reviews import ReviewShown, VisaTaken, WithdrawalTaken
from api.withheld import WITHHELD
from api.writing import case_headers, perform, replayed, reply
from gate.actor import current_actor
from gate.doors import application
from gate.policies import Policy
from gate.sight import may_touch, seen_case, shown_values
from workflow.case import Case
from workflow.commands.give_visa import GiveVisa
from workflow.commands.scene import Executed
from workflow.commands.withdraw_review import WithdrawReview
from workflow.engine.reviews import newest
from workflow.errors import NotFound
from workflow.ports.idempotency import StoredReply
from workflow.review import Verdict

routes = Routes("reviews", "Reviews (погодження): who is asked, their visas, what changed since.")


@routes.get("/cases/<reference>/reviews", policy=Policy.STAFF, answers=listed(ReviewShown))
def get_reviews(reference: str) -> Answer:
    """Every round of a case, oldest first, with what changed in the text since the visas that fell"""
    case = seen_case(reference)
    values = shown_values(case)
    definition = application().definitions.pinned(case.definition)
    counting = newest(case)
    views = [review_view(one, definition, values, current=one in counting) for one in case.reviews]
    return {"items": views, "next": None}


@routes.post(
    "/cases/<reference>/reviews/<uuid:review>/visas",
    policy=Policy.STAFF,
    takes=VisaTaken,
    answers=ReviewShown,
    status=201,
)
def give_visa(reference: str, review: UUID, body: Mapping[str, Any]) -> Response:
    """Agree, agree with remarks, or not agree with reasons; with `text` only if the text is still that one"""
    # Who has given their visa may know nothing more of the case: a retry is answered before that is asked.
    if (before := replayed(current_actor())) is not None:
        return before
    may_touch(reference)
    command = GiveVisa(
        reference=reference,
        review=review,
        verdict=Verdict(body["verdict"]),
        remark=body["remark"] or "",
        text=body["text"],
    )
    return perform(command, lambda executed: _reply(executed, review, 201))


@routes.post(
    "/cases/<reference>/reviews/<uuid:review>/withdrawal",
    policy=Policy.STAFF,
    takes=WithdrawalTaken,
    answers=ReviewShown,
)
def withdraw_review(reference: str, review: UUID, body: Mapping[str, Any]) -> Response:
    """Take an open round back: only who asked for it may"""
    may_touch(reference)
    command = WithdrawReview(reference=reference, review=review, reason=body["reason"])
    return perform(command, lambda executed: _reply(executed, review, 200))


def _reply(executed: Executed, review: UUID, status: int) -> StoredReply:
    """The round as it stands, without the difference of its texts."""
    case = _case(executed)
    found = case.review(review)
    if found is None:
        raise NotFound("unknown_review")
    definition = application().definitions.pinned(case.definition)
    view = review_view(found, definition, WITHHELD, current=found in newest(case), with_text=False)
    return reply(ReviewShown, view, status=status, headers=case_headers(case))


def _case(executed: Executed) -> Case:
    if executed.case is None:
        raise LookupError("a command without a case")
    return executed.case
