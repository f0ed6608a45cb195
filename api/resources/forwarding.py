"""Forwarding: `GET /addressees`, and the answer that comes from outside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response

from api.routes import Answer, Routes
from api.schemas.cases import CaseShown
from api.schemas.forwarding import AddresseeShown, AddresseesQuery, OutsideAnswerTaken
from api.schemas.lists import listed
from api.writing import case_reply, perform
from gate.actor import current_actor
from gate.doors import application
from gate.policies import Policy
from gate.sight import may_touch
from gate.tenant import current_municipality
from workflow.commands.record_outside_answer import RecordOutsideAnswer
from workflow.town import Addressee

routes = Routes("forwarding", "Bodies that cases are forwarded to, and what they answered.")


@routes.get("/addressees", policy=Policy.STAFF, query=AddresseesQuery, answers=listed(AddresseeShown))
def get_addressees(query: Mapping[str, Any]) -> Answer:
    """The town's register of bodies, by name"""
    wanted = str(query.get("q") or "").casefold().split()
    town = application().surroundings(current_municipality()).town
    found = [one for one in town.addressees if all(word in _words(one) for word in wanted)]
    return {"items": sorted(found, key=lambda one: one.name), "next": None}


@routes.post("/cases/<reference>/outside-answer", policy=Policy.STAFF, takes=OutsideAnswerTaken, answers=CaseShown)
def record_outside_answer(reference: str, body: Mapping[str, Any]) -> Response:
    """Record what the other body answered; the citizen is told"""
    actor = current_actor()
    may_touch(reference)
    command = RecordOutsideAnswer(
        reference=reference, answered=body["date"], text=body["text"], attachments=tuple(body["attachments"])
    )
    return perform(command, lambda executed: case_reply(executed, actor))


def _words(one: Addressee) -> str:
    return f"{one.id} {one.name} {one.about} {one.address}".casefold()
