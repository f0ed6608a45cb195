"""Registration: a case enters its journal, a card loses its force, the card is printed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response

from api.card import card_of
from api.routes import Routes
from api.schemas.cases import CaseShown
from api.schemas.registrations import CardTaken, VoidCardTaken
from api.writing import case_reply, perform
from gate.actor import current_actor
from gate.doors import application
from gate.policies import Policy
from gate.record_printing import print_card
from gate.sight import may_touch, seen_with_values
from workflow.commands.register_case import RegisterCase
from workflow.commands.void_registration import VoidRegistration
from workflow.errors import NotFound

routes = Routes("registrations", "Registration cards: the index and date of a case in its journal.")


@routes.post("/cases/<reference>/registration", policy=Policy.STAFF, takes=CardTaken, answers=CaseShown, status=201)
def register_case(reference: str, body: Mapping[str, Any]) -> Response:
    """Enter a case in its journal; it takes the next number of the year"""
    may_touch(reference)
    actor = current_actor()
    command = RegisterCase(reference=reference, card=card_of(body))
    return perform(command, lambda executed: case_reply(executed, actor, status=201))


@routes.post("/cases/<reference>/registration/void", policy=Policy.STAFF, takes=VoidCardTaken, answers=CaseShown)
def void_registration(reference: str, body: Mapping[str, Any]) -> Response:
    """Take a card out of force, with the reason; its number is not given again"""
    may_touch(reference)
    actor = current_actor()
    command = VoidRegistration(reference=reference, reason=body["reason"])
    return perform(command, lambda executed: case_reply(executed, actor))


@routes.get("/cases/<reference>/registration.pdf", policy=Policy.STAFF, content_type="application/pdf")
def get_card(reference: str) -> Response:
    """The registration and control card (РКК) as PDF"""
    seen = seen_with_values(reference)
    case = seen.case
    if not case.registrations:
        raise NotFound("not_registered")
    definition = application().definitions.pinned(case.definition)
    pdf = print_card(case, definition, seen.personal)
    name = f"card-{case.reference}.pdf"
    return Response(pdf, mimetype="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})
