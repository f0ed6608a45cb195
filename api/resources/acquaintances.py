"""Acquaintance with a case or a paper of it: who is to read, who has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response

from api.review_view import acquaintance_view
from api.routes import Answer, Routes
from api.schemas.lists import listed
from api.schemas.resolutions import Nothing
from api.schemas.reviews import AcquaintanceShown, AcquaintanceTaken
from api.writing import etag, perform, replayed, reply
from gate.actor import current_actor
from gate.policies import Policy
from gate.sight import may_touch, seen_case
from workflow.commands.ask_acquaintance import AskAcquaintance
from workflow.commands.record_reading import RecordReading
from workflow.commands.scene import Executed
from workflow.errors import NotFound
from workflow.ports.idempotency import StoredReply

routes = Routes("acquaintances", "Acquaintance (ознайомлення): lists of people, each «read, date».")


@routes.get("/cases/<reference>/acquaintances", policy=Policy.STAFF, answers=listed(AcquaintanceShown))
def get_acquaintances(reference: str) -> Answer:
    """Every list of a case with who has read"""
    case = seen_case(reference)
    return {"items": [acquaintance_view(one) for one in case.acquaintances], "next": None}


@routes.post(
    "/cases/<reference>/acquaintances",
    policy=Policy.STAFF,
    takes=AcquaintanceTaken,
    answers=AcquaintanceShown,
    status=201,
)
def ask_acquaintance(reference: str, body: Mapping[str, Any]) -> Response:
    """Ask people, or everybody of a unit, to read the case or one of its papers"""
    may_touch(reference)
    command = AskAcquaintance(
        reference=reference, people=tuple(body["people"]), document=body["document"], due=body["due"]
    )
    return perform(command, lambda executed: _reply(executed, UUID(str(executed.value["id"])), 201))


@routes.post(
    "/cases/<reference>/acquaintances/<uuid:acquaintance>/reading",
    policy=Policy.STAFF,
    takes=Nothing,
    answers=AcquaintanceShown,
)
def record_reading(reference: str, acquaintance: UUID, body: Mapping[str, Any]) -> Response:
    """Say that you have read; a second time changes nothing"""
    if (before := replayed(current_actor())) is not None:
        return before
    may_touch(reference)
    command = RecordReading(reference=reference, acquaintance=acquaintance)
    return perform(command, lambda executed: _reply(executed, acquaintance, 200))


def _reply(executed: Executed, acquaintance: UUID, status: int) -> StoredReply:
    if executed.case is None:
        raise LookupError("a command without a case")
    found = executed.case.acquaintance(acquaintance)
    if found is None:
        raise NotFound("unknown_acquaintance")
    return reply(AcquaintanceShown, acquaintance_view(found), status=status, headers={"ETag": etag(executed.case)})
