"""Moves of a case: `GET …/transitions`, `POST …/transitions`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response

from api.case_view import offer_views
from api.orders import order_of, signing_means
from api.routes import Answer, Routes
from api.schemas.cases import CaseShown
from api.schemas.lists import listed
from api.schemas.transitions import TransitionShown, TransitionTaken
from api.writing import case_reply, perform, replayed
from gate.actor import current_actor
from gate.ahead import let_go
from gate.doors import application
from gate.languages import current_language
from gate.policies import Policy
from gate.sight import may_touch, seen_case
from workflow.actor import Actor
from workflow.case import SignedStatement
from workflow.commands.orders import ResolutionOrder
from workflow.commands.perform_transition import PerformTransition

routes = Routes("transitions", "What can be done with a case now, and doing it.")


@routes.get("/cases/<reference>/transitions", policy=Policy.STAFF, answers=listed(TransitionShown))
def get_transitions(reference: str) -> Answer:
    """What can be done now, and every reason why the rest cannot"""
    case = seen_case(reference)
    door = application()
    definition = door.definitions.pinned(case.definition)
    offers = door.offers(current_actor(), case)
    return {"items": offer_views(offers, definition, current_language()), "next": None}


@routes.post(
    "/cases/<reference>/transitions", policy=Policy.STAFF, takes=TransitionTaken, answers=CaseShown, ahead=True
)
def perform_transition(reference: str, body: Mapping[str, Any]) -> Response:
    """Perform a transition; a signed resolution comes with the PIN or a ceremony"""
    actor = current_actor()
    may_touch(reference)
    orders = _orders(body)
    # What is signed is signed before the command, and once; all else is asked under the key inside it.
    signs = bool(orders) and (body["pin"] is not None or body["signing_session"] is not None)
    if signs:
        let_go()
        if (before := replayed(actor)) is not None:
            return before
    command = PerformTransition(
        reference=reference,
        name=body["name"],
        input=body["input"],
        resolutions=orders,
        signed=signed_orders(actor, reference, body["name"], orders, body),
        reviewers=tuple(body["reviewers"]),
        override=body["override"]["reason"] if body["override"] is not None else "",
    )
    return perform(
        command,
        lambda executed: case_reply(executed, actor),
        tell=lambda executed, personal: case_reply(executed, actor, personal=personal),
    )


def _orders(body: Mapping[str, Any]) -> tuple[ResolutionOrder, ...]:
    if body["resolutions"] is not None:
        return tuple(order_of(one) for one in body["resolutions"])
    return (order_of(body["resolution"]),) if body["resolution"] is not None else ()


def signed_orders(
    actor: Actor, reference: str, name: str | None, orders: tuple[ResolutionOrder, ...], body: Mapping[str, Any]
) -> tuple[SignedStatement, ...]:
    """The orders signed by the actor, if a PIN or a ceremony was given (the desk counts tries)."""
    pin, session = signing_means(body)
    if not orders or (pin is None and session is None):
        return ()
    return application().desk.sign_resolutions(actor, reference, name or "", orders, pin=pin, session=session)
