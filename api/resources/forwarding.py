"""Forwarding: `GET /addressees`, and the answer that comes from outside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response

from api.routes import Answer, Routes
from api.schemas.cases import CaseShown
from api.schemas.forwarding import AddresseeShown, AddresseesQuery, AddresseeTaken, OutsideAnswerTaken
from api.schemas.lists import listed
from api.writing import case_reply, empty_reply, perform, reply
from gate.actor import current_actor
from gate.doors import reading
from gate.policies import Policy
from gate.sight import may_touch
from store.queries.towns import town_of
from workflow.commands.drop_addressee import DropAddressee
from workflow.commands.put_addressee import PutAddressee
from workflow.commands.record_outside_answer import RecordOutsideAnswer
from workflow.town import Addressee

routes = Routes("forwarding", "Bodies that cases are forwarded to, and what they answered.")


@routes.get("/addressees", policy=Policy.STAFF, query=AddresseesQuery, answers=listed(AddresseeShown))
def get_addressees(query: Mapping[str, Any]) -> Answer:
    """The town's register of bodies, by name"""
    wanted = str(query.get("q") or "").casefold().split()
    with reading() as look:
        town = town_of(look)
    bodies = town.addressees if town is not None else ()
    found = [one for one in bodies if all(word in _words(one) for word in wanted)]
    return {"items": sorted(found, key=lambda one: one.name), "next": None}


@routes.post("/addressees", policy=Policy.STAFF, takes=AddresseeTaken, answers=AddresseeShown)
def put_addressee(body: Mapping[str, Any]) -> Response:
    """Enter a body, or change the one of that id: administrators"""
    wanted = Addressee(**body)
    return perform(PutAddressee(addressee=wanted), lambda _: reply(AddresseeShown, wanted))


@routes.delete("/addressees/<identifier>", policy=Policy.STAFF)
def drop_addressee(identifier: str) -> Response:
    """Take a body out of the register: administrators"""
    return perform(DropAddressee(addressee=identifier), lambda _: empty_reply())


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
