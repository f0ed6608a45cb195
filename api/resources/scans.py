"""Papers signed by hand and scanned in: `POST /cases/{reference}/scans`, and other pages for a copy sent back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response

from api.case_view import paper_view
from api.routes import Routes
from api.schemas.documents import DocumentShown, PagesTaken, ScanTaken
from api.withheld import WITHHELD
from api.writing import case_headers, perform, reply
from gate.doors import application
from gate.languages import current_language
from gate.policies import Policy
from gate.sight import may_touch, seen_case_of_document
from workflow.commands.command_table import Command
from workflow.commands.scan_anew import ScanAnew
from workflow.commands.scan_paper import ScanPaper
from workflow.commands.scene import Executed
from workflow.engine.scanning import ScannedPaper
from workflow.ports.idempotency import StoredReply

routes = Routes("scans", "Papers signed by hand: scanned, registered, and kept as certified electronic copies.")


@routes.post("/cases/<reference>/scans", policy=Policy.STAFF, takes=ScanTaken, answers=DocumentShown, status=201)
def scan_paper(reference: str, body: Mapping[str, Any]) -> Response:
    """Scan a paper signed by hand in: it takes the next number of its journal, and its copy is made at once"""
    may_touch(reference)
    paper = ScannedPaper(
        pages=tuple(body["attachments"]),
        signed_by=body["signed_by"],
        original_date=body["date"],
        original_number=body["number"],
    )
    return _perform(ScanPaper(reference=reference, kind=body["type"], paper=paper), 201)


@routes.post("/documents/<uuid:document>/scan", policy=Policy.STAFF, takes=PagesTaken, answers=DocumentShown)
def scan_anew(document: UUID, body: Mapping[str, Any]) -> Response:
    """Other pages for a copy that was sent back or could not be made; its number stays"""
    seen_case_of_document(document)
    return _perform(ScanAnew(document=document, pages=tuple(body["attachments"])), 200, document)


def _perform(command: Command, status: int, document: UUID | None = None) -> Response:
    def answer(executed: Executed) -> StoredReply:
        case = executed.case
        paper = case.paper(document or UUID(str(executed.value["document"]))) if case is not None else None
        if case is None or paper is None:
            raise LookupError("a command without a paper")
        definition = application().definitions.pinned(case.definition)
        view = paper_view(paper, case, definition, current_language(), WITHHELD)
        return reply(DocumentShown, view, status=status, headers=case_headers(case))

    return perform(command, answer)
