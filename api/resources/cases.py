"""Cases: filed, listed, read; and small changes that are no transition."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask import Response, request

from api.card import card_of
from api.case_view import case_view, deadline_views, state_title, words
from api.resources.case_filters import filters_of
from api.routes import Answer, Routes
from api.schemas.cases import (
    CaseLine,
    CaseOpened,
    CaseShown,
    CasesQuery,
    CaseTaken,
    JoinTaken,
    LinkTaken,
    PapersTaken,
)
from api.schemas.lists import listed
from api.writing import case_reply, dumped, etag, perform, reply
from gate.actor import current_actor
from gate.catalogue import is_public
from gate.doors import application, reading
from gate.languages import current_language
from gate.limits import OPENING, network, take
from gate.policies import Policy
from gate.reply import PLACEHOLDER, link_header
from gate.sight import hidden_of, may_touch, seen_with_values
from gate.tenant import current_municipality
from store.queries.case_list import CaseLine as Line
from store.queries.case_list import list_cases
from workflow.actor import Actor, ActorKind
from workflow.commands.add_papers import AddPapers
from workflow.commands.command_table import Command
from workflow.commands.join_case import JoinCase
from workflow.commands.open_case import OpenCase
from workflow.commands.renew_link import RenewLink
from workflow.commands.scene import Executed
from workflow.errors import NotPermitted
from workflow.ports.idempotency import StoredReply
from workflow.values import Json

routes = Routes("cases", "Citizen matters, each with one reference number.")


@routes.post("/cases", policy=Policy.PUBLIC, takes=CaseTaken, answers=CaseOpened, status=201)
def open_case(body: Mapping[str, Any]) -> Response:
    """File a case; `status_url` opens what the citizen may see"""
    actor = current_actor()
    definition = application().definitions.current(current_municipality(), body["request_type"])
    if actor.kind is not ActorKind.STAFF:
        if not is_public(definition):
            raise NotPermitted("not_permitted")
        take(OPENING, network(request.remote_addr))
    command = OpenCase(
        request_type=body["request_type"],
        form=body["form"],
        applicant=_person(actor, body["applicant"]) or {},
        representative=_person(actor, body["representative"]),
        subject=_plain(body["subject"]) if body["subject"] is not None else None,
        channel=body["channel"],
        join=body["join"],
        urgent=body["urgent"],
        registration=card_of(body["registration"]) if body["registration"] is not None else None,
    )
    return perform(command, _opened)


@routes.get("/cases", policy=Policy.STAFF, query=CasesQuery, answers=listed(CaseLine))
def get_cases(query: Mapping[str, Any]) -> Answer:
    """Cases the reader may know of, newest first"""
    with reading() as look:
        page = list_cases(look, current_actor(), filters_of(query), cursor=query["cursor"], limit=query["limit"])
    return {"items": [_line(one) for one in page.items], "next": page.next}


@routes.get("/cases/<reference>", policy=Policy.STAFF, answers=CaseShown)
def get_case(reference: str) -> Response:
    """A case whole, by policy"""
    seen = seen_with_values(reference)
    case = seen.case
    response = Response(mimetype="application/json")
    response.headers["ETag"] = etag(case)
    if str(case.version) in request.if_none_match:
        response.status_code = 304
        return response
    definition = application().definitions.pinned(case.definition)
    view = case_view(case, definition, current_language(), personal=seen.personal)
    view["hidden"] = sorted(hidden_of(case) & case.places.keys())
    response.set_data(dumped(CaseShown, view))
    return response


@routes.post("/cases/<reference>/papers", policy=Policy.STAFF, takes=PapersTaken, answers=CaseShown)
def add_papers(reference: str, body: Mapping[str, Any]) -> Response:
    """Add forgotten papers or words to a running case"""
    command = AddPapers(reference=reference, attachments=tuple(body["attachments"]), note=body["note"])
    return _change(reference, command)


@routes.post("/cases/<reference>/joining", policy=Policy.STAFF, takes=JoinTaken, answers=CaseShown)
def join_case(reference: str, body: Mapping[str, Any]) -> Response:
    """Join a case to an earlier one about the same matter"""
    return _change(reference, JoinCase(reference=reference, main=body["main"]))


@routes.post("/cases/<reference>/links", policy=Policy.STAFF, takes=LinkTaken, answers=CaseShown)
def renew_link(reference: str, body: Mapping[str, Any]) -> Response:
    """Give a person's status link a new generation, or end it"""
    return _change(reference, RenewLink(reference=reference, person=body["person"], revoke=body["revoke"]))


def _line(one: Line) -> dict[str, Any]:
    definition = application().definitions.pinned(one.definition)
    language = current_language()
    return {
        "reference": one.reference,
        "request_type": one.request_type,
        "title": words(definition, "title", definition.title, language),
        "state": one.state,
        "state_title": state_title(definition, one.state, language),
        "outcome": one.outcome,
        "channel": one.channel,
        "opened": one.opened,
        "closed": one.closed,
        "due": one.due,
        "overdue": one.overdue,
        "urgent": one.urgent,
        "street": one.street,
        "unit": one.unit,
        "assignee": one.assignee,
        "main": one.main,
    }


def _change(reference: str, command: Command) -> Response:
    actor: Actor = current_actor()
    may_touch(reference)
    return perform(command, lambda executed: case_reply(executed, actor))


def _opened(executed: Executed) -> StoredReply:
    case = executed.case
    if case is None:
        raise LookupError("a command without a case")
    definition = application().definitions.pinned(case.definition)
    # The first person is who filed or whom it was filed for: their link is the one told here.
    person = next((one for one in case.people if one.contact_by == "link"), None) or next(iter(case.people), None)
    view = {
        "reference": case.reference,
        "state": case.state,
        "status_url": PLACEHOLDER if person else None,
        "deadlines": deadline_views(case.deadlines, definition, current_language()),
    }
    headers = {"Location": f"/api/v1/cases/{case.reference}", "ETag": etag(case)}
    if person is not None:
        headers |= link_header(case.id, person.id, person.generation)
    return reply(CaseOpened, view, status=201, headers=headers)


def _person(actor: Actor, given: Mapping[str, Any] | None) -> dict[str, Json] | None:
    """Whoever files reads what they file in; of people at a counter staff say so."""
    if given is None:
        return None
    usual: dict[str, Json] = {} if actor.kind is ActorKind.STAFF else {"language": current_language()}
    return {**usual, **_plain(given)}


def _plain(person: Mapping[str, Any]) -> Mapping[str, Json]:
    """Days as ISO texts: the core reads people as plain JSON."""
    return {name: value.isoformat() if isinstance(value, date | datetime) else value for name, value in person.items()}
