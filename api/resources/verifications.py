"""Checking papers: `POST /verifications`, `GET /verifications/{code}`. Public, without personal data."""

from __future__ import annotations

from typing import Any

from flask import request

from api.case_view import paper_title, signature_view
from api.routes import Answer, Routes
from api.schemas.attachments import Upload
from api.schemas.verifications import VerificationShown
from api.uploaded_file import read_upload
from documents.model import SignatureFact
from gate.doors import application, doors
from gate.languages import current_language
from gate.limits import VERIFY, network, take
from gate.policies import Policy
from gate.verification import CheckedPaper, check_code, check_file
from store.queries.papers import FoundPaper
from workflow.case import PaperSignature

routes = Routes("verifications", "Whether a paper is ours and whole.")


@routes.post("/verifications", policy=Policy.PUBLIC, answers=VerificationShown, files=Upload)
def verify_file() -> Answer:
    """The verdict on a file"""
    take(VERIFY, network(request.remote_addr))
    return _view(check_file(read_upload(doors().settings.max_upload_bytes)))


@routes.get("/verifications/<code>", policy=Policy.PUBLIC, answers=VerificationShown)
def verify_code(code: str) -> Answer:
    """The verdict on the twelve digits of a paper; an unknown code is an answer too"""
    take(VERIFY, network(request.remote_addr))
    return _view(check_code(code))


def _view(checked: CheckedPaper) -> dict[str, Any]:
    found = checked.found
    view: dict[str, Any] = {"verdict": checked.verdict.value, "reasons": checked.reasons}
    if found is None:
        return {**view, "signatures": [_fact(one) for one in checked.facts]}
    signed: list[PaperSignature] = [one for one in found.paper.signatures if one.at is not None]
    return {**view, "document": _document(found), "signatures": [signature_view(one) for one in signed]}


def _document(found: FoundPaper) -> dict[str, Any]:
    paper, case = found.paper, found.case
    definition = application().definitions.pinned(case.definition)
    view: dict[str, Any] = {
        "title": paper_title(paper, definition, current_language()),
        "number": paper.number,
        "date": paper.date,
        "body": application().surroundings(case.municipality).town.body,
        "status": paper.status.value,
        "sha256": paper.sha256,
    }
    if paper.scan is not None:
        view["copy_of"] = {"number": paper.scan.original_number, "date": paper.scan.original_date}
    if paper.void_reason is not None:
        replaced = case.paper(paper.replaced_by) if paper.replaced_by is not None else None
        view |= {"void_reason": paper.void_reason, "replaced_by": replaced.number if replaced else None}
    return view


def _fact(one: SignatureFact) -> dict[str, Any]:
    return {
        "role": one.kind.value,
        "by": one.signer,
        "position": None,
        "acting_for": None,
        "delegated_by": None,
        "at": one.stamped_at or one.claimed_at,
        "status": "valid" if one.valid else "invalid",
    }
