"""History of a case: `GET …/history`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.routes import Answer, Routes
from api.schemas.history import HistoryLine
from api.schemas.lists import Page, listed
from gate.doors import reading
from gate.policies import Policy
from gate.sight import seen_case
from store.queries.history import history_of

routes = Routes("history", "What happened, in order, chained.")


@routes.get("/cases/<reference>/history", policy=Policy.STAFF, query=Page, answers=listed(HistoryLine))
def get_history(reference: str, query: Mapping[str, Any]) -> Answer:
    """What happened to a case; personal values stand as commitments"""
    case = seen_case(reference)
    with reading() as look:
        page = history_of(look, case.id, cursor=query["cursor"], limit=query["limit"])
    return {"items": page.items, "next": page.next}
