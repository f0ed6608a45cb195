"""Papers: listed, opened for signature, read, signed, returned, voided, sent."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response, request

from api.case_view import paper_view
from api.orders import signing_means
from api.routes import Answer, Routes
from api.schemas.documents import (
    CompleteTaken,
    DocumentShown,
    Opening,
    OpeningTaken,
    PreparedShown,
    SendTaken,
    SignTaken,
    VoidTaken,
)
from api.schemas.lists import listed
from api.schemas.resolutions import Nothing, Reason
from api.withheld import WITHHELD
from api.writing import case_headers, perform, replayed, reply
from gate.actor import current_actor
from gate.doors import application, doors, reading
from gate.languages import current_language
from gate.policies import Policy
from gate.problems import GateRefusal
from gate.sight import may_read_paper, seen_case, seen_case_of_document, shown_values
from store.queries.effect_reads import case_of_paper
from workflow.case import Case, Paper
from workflow.commands.command_table import Command
from workflow.commands.keep_reply import KeepReply
from workflow.commands.record_returned_mail import RecordReturnedMail
from workflow.commands.return_document import ReturnDocument
from workflow.commands.scene import Executed
from workflow.commands.send_document import SendDocument
from workflow.commands.void_document import VoidDocument
from workflow.errors import NotFound
from workflow.ports.idempotency import StoredReply

routes = Routes("documents", "Papers of cases: what is shown is what is signed.")


@routes.get("/cases/<reference>/documents", policy=Policy.STAFF, answers=listed(DocumentShown))
def get_documents(reference: str) -> Answer:
    """The papers of a case"""
    case = seen_case(reference)
    return {"items": [_read(paper, case) for paper in case.papers], "next": None}


@routes.get("/documents/<uuid:document>", policy=Policy.STAFF, answers=DocumentShown)
def get_document(document: UUID) -> Answer:
    """One paper"""
    case = seen_case_of_document(document)
    return _read(_paper(case, document), case)


@routes.post("/documents/<uuid:document>/opening", policy=Policy.STAFF, takes=OpeningTaken, answers=Opening)
def open_document(document: UUID, body: Mapping[str, Any]) -> Answer:
    """Make the final bytes for signature: number from the first opening, today's date"""
    seen_case_of_document(document)
    return {"sha256": application().desk.open(current_actor(), document, signers=body["signers"])}


@routes.get("/documents/<uuid:document>/content", policy=Policy.STAFF, content_type="application/pdf")
def get_content(document: UUID) -> Response:
    """The bytes of a paper"""
    case = seen_case_of_document(document)
    paper = _paper(case, document)
    may_read_paper(case, paper)
    if paper.sha256 is None:
        raise GateRefusal("document_not_open")
    return content_response(paper.sha256, f"{paper.number or paper.type}.pdf")


@routes.post("/documents/<uuid:document>/signatures", policy=Policy.STAFF, takes=SignTaken, answers=DocumentShown)
def sign_document(document: UUID, body: Mapping[str, Any]) -> Response:
    """Sign the bytes that were shown, by PIN or within a ceremony"""
    actor = current_actor()
    # A reply is the asker's own, and is given again also when signing was the last they had to do with the case.
    if (before := replayed(actor)) is not None:
        return before
    seen_case_of_document(document)
    pin, session = signing_means(body)
    if pin is None and session is None:
        raise GateRefusal("invalid_input", errors={"pin": ("signature_required",)})
    application().desk.sign(actor, document, body["sha256"], pin=pin, session=session)
    return _signed(document)


@routes.post("/documents/<uuid:document>/signatures/prepare", policy=Policy.STAFF, takes=Nothing, answers=PreparedShown)
def prepare_signature(document: UUID, body: Mapping[str, Any]) -> Answer:
    """Key elsewhere: what has to be signed"""
    seen_case_of_document(document)
    prepared = application().desk.prepare(current_actor(), document)
    return {
        "session": prepared.session,
        "digest": base64.b64encode(prepared.digest).decode(),
        "algorithm": "sha256",
        "expires": prepared.expires,
    }


@routes.post(
    "/documents/<uuid:document>/signatures/complete", policy=Policy.STAFF, takes=CompleteTaken, answers=DocumentShown
)
def complete_signature(document: UUID, body: Mapping[str, Any]) -> Response:
    """Key elsewhere: the signature made of what was prepared"""
    if (before := replayed(current_actor())) is not None:
        return before
    seen_case_of_document(document)
    try:
        cms = base64.b64decode(body["cms"], validate=True)
    except binascii.Error:
        raise GateRefusal("invalid_input", errors={"cms": ("invalid_value",)}) from None
    application().desk.complete(current_actor(), document, body["session"], cms)
    return _signed(document)


@routes.post("/documents/<uuid:document>/return", policy=Policy.STAFF, takes=Reason, answers=DocumentShown)
def return_document(document: UUID, body: Mapping[str, Any]) -> Response:
    """Send a paper back to whoever prepared it; its number stays with it"""
    return _change(document, ReturnDocument(document=document, reason=body["reason"]))


@routes.post("/documents/<uuid:document>/void", policy=Policy.STAFF, takes=VoidTaken, answers=DocumentShown)
def void_document(document: UUID, body: Mapping[str, Any]) -> Response:
    """Take a paper's force away; the check page says so, with the reason"""
    return _change(document, VoidDocument(document=document, reason=body["reason"], replaced_by=body["replaced_by"]))


@routes.post("/documents/<uuid:document>/sending", policy=Policy.STAFF, takes=SendTaken, answers=DocumentShown)
def send_document(document: UUID, body: Mapping[str, Any]) -> Response:
    """Record how a complete paper left"""
    return _change(document, SendDocument(document=document, way=body["way"], tracking=body["tracking"]))


@routes.post("/documents/<uuid:document>/returned-mail", policy=Policy.STAFF, takes=Nothing, answers=DocumentShown)
def record_returned_mail(document: UUID, body: Mapping[str, Any]) -> Response:
    """The post office returned the letter: somebody is asked to ring the citizen"""
    return _change(document, RecordReturnedMail(document=document))


def content_response(sha256: str, filename: str) -> Response:
    """A PDF of ours, with its hash as the entity tag; 304 for who has it."""
    response = Response(mimetype="application/pdf")
    response.headers["ETag"] = f'"{sha256}"'
    response.headers["Content-Disposition"] = f"inline; filename*=UTF-8''{_safe(filename)}"
    if sha256 in request.if_none_match:
        response.status_code = 304
        return response
    response.set_data(doors().storage.get(current_actor().municipality, sha256))
    return response


def _safe(filename: str) -> str:
    return "".join(letter if letter.isascii() and (letter.isalnum() or letter in "._") else "-" for letter in filename)


def _change(document: UUID, command: Command) -> Response:
    seen_case_of_document(document)
    return perform(command, lambda executed: _document_reply(executed, document))


def _document_reply(executed: Executed, document: UUID) -> StoredReply:
    if executed.case is None:
        raise LookupError("a command without a case")
    view = _view(_paper(executed.case, document), executed.case)
    return reply(DocumentShown, view, headers=case_headers(executed.case))


def _signed(document: UUID) -> Response:
    """The paper as it is now, kept under the idempotency key: signing itself is no single command.

    Told to who has just signed it, though nothing on the case may await them any more.
    """
    with reading() as look:
        case = case_of_paper(look, document)
    view = _view(_paper(case, document), case)
    return perform(KeepReply(), lambda _: reply(DocumentShown, view, headers=case_headers(case)))


def _view(paper: Paper, case: Case) -> dict[str, Any]:
    return paper_view(paper, case, application().definitions.pinned(case.definition), current_language(), WITHHELD)


def _read(paper: Paper, case: Case) -> dict[str, Any]:
    """With what only its readers see: who signed a scanned paper by hand."""
    personal = shown_values(case) if paper.scan is not None else {}
    return paper_view(paper, case, application().definitions.pinned(case.definition), current_language(), personal)


def _paper(case: Case, document: UUID) -> Paper:
    found = case.paper(document)
    if found is None:
        raise NotFound("unknown_document")
    return found
