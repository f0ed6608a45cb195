"""What citizens see and do behind their status link, without signing in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response

from api.case_view import paper_title
from api.input_schema import input_schema
from api.position_view import position_view
from api.resources.documents import content_response
from api.routes import Answer, Routes
from api.schemas.resolutions import Nothing
from api.schemas.status import RenewalTaken, StatusShown, UnlockedShown, UnlockTaken
from api.schemas.transitions import CitizenTransitionTaken
from api.writing import dumped, etag, perform, reply
from gate.citizen_view import Beside, beside, citizen_view
from gate.doors import application
from gate.languages import current_language
from gate.policies import Policy
from gate.status_access import Visit, renew, send_code, unlock, visit, write_unlock_cookie
from workflow.case import Case
from workflow.commands.perform_transition import PerformTransition
from workflow.commands.scene import Executed
from workflow.errors import NotFound
from workflow.ports.idempotency import StoredReply

routes = Routes("status", "What a status link opens: nothing personal, and the citizen's moves.")


@routes.get("/status/<token>", policy=Policy.STATUS_LINK, answers=StatusShown)
def get_status(token: str) -> Answer:
    """Where the matter stands; changes nothing, whoever opens it"""
    seen = visit(token)
    return _shown(seen, seen.case)


@routes.post("/status/<token>/unlock", policy=Policy.STATUS_LINK, takes=UnlockTaken, answers=UnlockedShown)
def unlock_status(token: str, body: Mapping[str, Any]) -> Response:
    """Open the second tier for ten minutes by the last four digits of the phone, or a code; five tries"""
    seen = visit(token)
    secret, expires = unlock(seen, last4=body["last4"], code=body["code"])
    definition = application().definitions.pinned(seen.case.definition)
    language = current_language()
    papers = [
        {
            "id": paper.id,
            "title": paper_title(paper, definition, language),
            "number": paper.number,
            "date": paper.date,
            "content": f"/api/v1/status/{token}/documents/{paper.id}/content",
        }
        for paper in seen.case.papers
        if paper.goes_out
    ]
    view = {
        "expires": expires,
        "question": _given(seen, "question"),
        "answer": _given(seen, "reply"),
        "documents": papers,
    }
    response = Response(dumped(UnlockedShown, view), mimetype="application/json")
    write_unlock_cookie(response, secret)
    return response


@routes.post("/status/<token>/code", policy=Policy.STATUS_LINK, takes=Nothing, status=202)
def send_status_code(token: str, body: Mapping[str, Any]) -> Response:
    """Have the code sent to the person's own phone or e-mail"""
    send_code(visit(token))
    return Response(status=202, mimetype="application/json", response="{}\n")


@routes.post("/status/<token>/renewal", policy=Policy.STATUS_LINK, takes=RenewalTaken, status=202)
def renew_status_link(token: str, body: Mapping[str, Any]) -> Response:
    """For an expired link: have a new one sent to the phone the messages came to; the answer never tells if it fits"""
    renew(token, body["phone"])
    return Response(status=202, mimetype="application/json", response="{}\n")


@routes.get(
    "/status/<token>/documents/<uuid:document>/content", policy=Policy.STATUS_LINK, content_type="application/pdf"
)
def get_status_document(token: str, document: UUID) -> Response:
    """A complete paper, once the second tier is open"""
    paper = visit(token).open_paper(document)
    if paper.sha256 is None:
        raise NotFound("unknown_document")
    return content_response(paper.sha256, f"{paper.number or paper.type}.pdf")


@routes.post(
    "/status/<token>/transitions", policy=Policy.STATUS_LINK, takes=CitizenTransitionTaken, answers=StatusShown
)
def perform_citizen_transition(token: str, body: Mapping[str, Any]) -> Response:
    """A citizen's move: answer, withdraw, confirm, dispute, move, cancel …"""
    seen = visit(token)
    command = PerformTransition(reference=seen.case.reference, name=body["name"], input=body["input"])
    around = beside(seen.case)
    return perform(command, lambda executed: _moved(executed, seen, around, body["name"]), actor=seen.actor)


def _moved(executed: Executed, seen: Visit, around: Beside, by: str) -> StoredReply:
    if executed.case is None:
        raise LookupError("a command without a case")
    return reply(StatusShown, _shown(seen, executed.case, around, by), headers={"ETag": etag(executed.case)})


def _shown(seen: Visit, case: Case, around: Beside | None = None, by: str | None = None) -> dict[str, Any]:
    language = current_language()
    definition = application().definitions.pinned(case.definition)
    view = citizen_view(seen, case, language, around, by=by)
    shown: dict[str, Any] = {
        "reference": view.reference,
        "title": view.title,
        "state": view.state,
        "citizen_text": view.citizen_text,
        "done": [_line(one) for one in view.done],
        "now": _line(view.now) if view.now else None,
        "next": [_line(one) for one in view.next],
        "due": view.due,
        "why": view.why,
        "unit": view.unit,
        "outcome": view.outcome,
        "moves": [
            {
                "name": one.name,
                "title": one.title,
                "input": input_schema(one.input, definition, f"transitions.{one.name}.input", language),
            }
            for one in view.moves
        ],
        "unlocked": seen.unlocked,
    }
    if view.street:
        shown["street"] = view.street
    if seen.place is not None and case.position is not None:
        shown["position"] = position_view(seen.place, definition)
    return shown


def _line(one: Any) -> dict[str, Any]:
    line: dict[str, Any] = {"title": one.title}
    if one.at is not None:
        line["at"] = one.at
    if one.date is not None:
        line["date"] = one.date
    return line


def _given(seen: Visit, name: str) -> object:
    place = seen.case.places.get(name)
    return seen.personal.get(place) if place else seen.case.values.get(name)
