"""Appointments: free slots, and holds of ten minutes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from flask import Response, request

from api.routes import Answer, Routes
from api.schemas.calendars import HoldShown, HoldTaken, SlotShown, SlotsQuery
from api.schemas.lists import listed
from api.writing import perform, reply
from gate.actor import current_actor
from gate.doors import application, reading
from gate.limits import HOLD, network, take
from gate.policies import Policy
from gate.problems import GateRefusal
from gate.tenant import current_municipality
from store.queries.slots import taken_places
from workflow.commands.hold_slot import HoldSlot
from workflow.commands.scene import Executed
from workflow.definition.office_calendar import Calendar
from workflow.engine.calendar import local_date
from workflow.engine.slots import bookable_slots
from workflow.errors import DefinitionError
from workflow.ports.idempotency import StoredReply

routes = Routes("calendars", "Slots of appointments.")

_SHOWN_DAYS = 14
_MOST_DAYS = 92


@routes.get("/calendars/<identifier>/slots", policy=Policy.PUBLIC, query=SlotsQuery, answers=listed(SlotShown))
def get_slots(identifier: str, query: Mapping[str, Any]) -> Answer:
    """Slots that can still be booked, with the places left; two weeks from today unless asked otherwise"""
    calendar = slot_calendar(identifier)
    now = application().clock.now()
    first: date = query["since"] or local_date(now, calendar.zone)
    last: date = query["until"] or first + timedelta(days=_SHOWN_DAYS)
    if not first <= last <= first + timedelta(days=_MOST_DAYS):
        raise GateRefusal("invalid_input", errors={"to": ("out_of_range",)})
    slots = bookable_slots(calendar, first, last, now)
    with reading() as look:
        taken = taken_places(look, identifier, first, last, now)
    return {
        "items": [
            {"id": one.id, "starts": one.starts, "ends": one.ends, "free": max(0, one.capacity - taken.get(one.id, 0))}
            for one in slots
        ],
        "next": None,
    }


@routes.post("/calendars/<identifier>/holds", policy=Policy.PUBLIC, takes=HoldTaken, answers=HoldShown, status=201)
def hold_slot(identifier: str, body: Mapping[str, Any]) -> Response:
    """Keep a slot for ten minutes; the id goes into `form.hold` of the booking"""
    slot_calendar(identifier)
    actor = current_actor()
    if actor.username is None:
        take(HOLD, network(request.remote_addr))
    return perform(HoldSlot(calendar=identifier, slot=body["slot"]), _held)


def slot_calendar(identifier: str) -> Calendar:
    """A calendar that offers slots; GateRefusal `unknown_calendar`."""
    try:
        calendar = application().surroundings(current_municipality()).calendars.calendar(identifier)
    except DefinitionError:
        raise GateRefusal("unknown_calendar") from None
    if calendar.slots is None:
        raise GateRefusal("unknown_calendar")
    return calendar


def _held(executed: Executed) -> StoredReply:
    expires = datetime.fromisoformat(str(executed.value["expires"]))
    return reply(HoldShown, {"id": executed.value["id"], "expires": expires}, status=201)
