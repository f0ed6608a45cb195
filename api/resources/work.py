"""Work by hand done: `POST /work/{id}/completion`; and the letter that came back, which makes such work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response

from api.case_view import work_view
from api.routes import Routes
from api.schemas.work import CompletionTaken, WorkShown
from api.withheld import WITHHELD
from api.writing import case_headers, perform, reply
from gate.languages import current_language
from gate.policies import Policy
from gate.sight import may_touch_work
from workflow.commands.complete_work import CompleteWork
from workflow.commands.scene import Executed
from workflow.errors import NotFound
from workflow.ports.idempotency import StoredReply

routes = Routes("work", "What has to be done by hand, outside transitions and instructions.")


@routes.post("/work/<uuid:work>/completion", policy=Policy.STAFF, takes=CompletionTaken, answers=WorkShown)
def complete_work(work: UUID, body: Mapping[str, Any]) -> Response:
    """Say that it is done, and what came of it"""
    may_touch_work(work)
    return perform(CompleteWork(work=work, note=body["note"]), lambda executed: _reply(executed, work))


def _reply(executed: Executed, work: UUID) -> StoredReply:
    case = executed.case
    found = case.work(work) if case else None
    if case is None or found is None:
        raise NotFound("unknown_work")
    return reply(WorkShown, work_view(found, WITHHELD, current_language()), headers=case_headers(case))
