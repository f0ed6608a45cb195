"""What was raised for a person, their role or unit: `GET /alarms`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.routes import Answer, Routes
from api.schemas.alarms import AlarmShown
from api.schemas.lists import Page, listed
from gate.actor import current_actor
from gate.doors import reading
from gate.policies import Policy
from store.queries.alarms import alarms_for

routes = Routes("alarms", "What was raised for a person: dates near or missed, the digest of a return.")


@routes.get("/alarms", policy=Policy.STAFF, query=Page, answers=listed(AlarmShown))
def get_alarms(query: Mapping[str, Any]) -> Answer:
    """Alarms for you, your roles, your unit and those you stand in for, newest first"""
    with reading() as look:
        page = alarms_for(look, current_actor(), cursor=query["cursor"], limit=query["limit"])
    return {"items": page.items, "next": page.next}
