"""Delegation of one paper or one piece of work: `POST /cases/{reference}/delegations`, and its end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response

from api.routes import Routes
from api.schemas.cases import CaseShown
from api.schemas.delegations import DelegationTaken
from api.writing import case_reply, perform
from gate.actor import current_actor
from gate.policies import Policy
from gate.sight import may_touch
from workflow.commands.delegate_work import DelegateWork
from workflow.commands.end_delegation import EndDelegation

routes = Routes("delegations", "One paper or one piece of work handed to another person for a while.")


@routes.post(
    "/cases/<reference>/delegations", policy=Policy.STAFF, takes=DelegationTaken, answers=CaseShown, status=201
)
def delegate_work(reference: str, body: Mapping[str, Any]) -> Response:
    """Hand it to another entitled person, with a reason and until when"""
    actor = current_actor()
    may_touch(reference)
    command = DelegateWork(reference=reference, **body)
    return perform(command, lambda executed: case_reply(executed, actor))


@routes.post("/cases/<reference>/delegations/<uuid:delegation>/end", policy=Policy.STAFF, answers=CaseShown)
def end_delegation(reference: str, delegation: UUID) -> Response:
    """Take it back, or give it back"""
    actor = current_actor()
    may_touch(reference)
    command = EndDelegation(reference=reference, delegation=delegation)
    return perform(command, lambda executed: case_reply(executed, actor))
