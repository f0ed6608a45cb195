"""Outside work that got stuck: `GET /incidents`, `POST /incidents/{id}/settlement`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response

from api.routes import Answer, Routes
from api.schemas.incidents import IncidentShown, SettlementTaken
from api.schemas.lists import listed
from api.writing import empty_reply, perform
from gate.actor import current_actor
from gate.doors import reading
from gate.policies import Policy
from store.queries.incidents import open_incidents
from workflow.commands.settle_incident import SettleIncident
from workflow.errors import NotPermitted

routes = Routes("incidents", "Outside work that got stuck, for staff to try again or drop.")

_MAY_SETTLE = frozenset({"admin", "registrar"})


@routes.get("/incidents", policy=Policy.STAFF, answers=listed(IncidentShown))
def get_incidents() -> Answer:
    """Incidents nobody has settled, oldest first"""
    if not current_actor().roles & _MAY_SETTLE:
        raise NotPermitted("not_permitted")
    with reading() as look:
        return {"items": open_incidents(look), "next": None}


@routes.post("/incidents/<uuid:incident>/settlement", policy=Policy.STAFF, takes=SettlementTaken, status=204)
def settle_incident(incident: UUID, body: Mapping[str, Any]) -> Response:
    """Have it tried again, or drop it"""
    return perform(SettleIncident(incident=incident, how=body["how"]), lambda _: empty_reply())
