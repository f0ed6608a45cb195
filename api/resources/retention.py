"""What fell due: `GET /retention`, the act that lists it, and erasing one case at somebody's request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response

from api.routes import Answer, Routes
from api.schemas.cases import CaseShown
from api.schemas.filing_plan import ErasureTaken, RetentionShown
from api.writing import case_reply, perform
from gate.actor import current_actor
from gate.archive_reading import retention
from gate.archivists import current_archivist
from gate.filing_words import keep_code
from gate.policies import Policy
from gate.sight import may_touch
from workflow.commands.draw_up_act import DrawUpAct
from workflow.commands.erase_case import EraseCase
from workflow.filing_plan import VolumeDue

routes = Routes("retention", "What may be destroyed: by an act, by its term, at somebody's request.")


@routes.get("/retention", policy=Policy.STAFF, answers=RetentionShown)
def get_retention() -> Answer:
    """What fell due today and why, and the newest erasures; for those who keep the files"""
    current_archivist()
    found = retention()
    return {
        "volumes": [_volume(one) for one in found.volumes],
        "cases": found.cases,
        "case_count": found.case_count,
        "erasures": found.erasures,
    }


@routes.post("/destruction-acts", policy=Policy.STAFF, answers=CaseShown, status=201)
def draw_up_act() -> Response:
    """Draw up the act of everything due; it is destroyed once everybody has signed"""
    actor = current_actor()
    return perform(DrawUpAct(), lambda executed: case_reply(executed, actor, status=201))


@routes.post("/cases/<reference>/erasure", policy=Policy.STAFF, takes=ErasureTaken, answers=CaseShown)
def erase_case(reference: str, body: Mapping[str, Any]) -> Response:
    """Delete everything personal of a case; for administrators, and not while a legal term runs"""
    may_touch(reference)
    actor = current_actor()
    command = EraseCase(reference=reference, reason=body["reason"])
    return perform(command, lambda executed: case_reply(executed, actor))


def _volume(one: VolumeDue) -> dict[str, Any]:
    return {
        "index": one.index,
        "year": one.year,
        "volume": one.volume,
        "title": one.title,
        "article": one.article,
        "keep": keep_code(one.keep),
        "cases": one.cases,
        "sheets": one.sheets,
    }
