"""A paper of ours sent as a file: fixed type, a safe name, its hash as the entity tag."""

from __future__ import annotations

from flask import Response, request

from gate.doors import application, doors
from gate.problems import GateRefusal
from workflow.case import Paper
from workflow.definition.model import Definition


def paper_file(paper: Paper, municipality: int) -> Response:
    """The bytes as they are now; GateRefusal `document_not_open` for a draft that has none yet."""
    if paper.sha256 is None:
        raise GateRefusal("document_not_open")
    response = Response(mimetype="application/pdf")
    response.headers["ETag"] = f'"{paper.sha256}"'
    response.headers["Content-Disposition"] = f'inline; filename="{_safe(paper.number or paper.type)}.pdf"'
    if paper.sha256 in request.if_none_match:
        response.status_code = 304
        return response
    response.set_data(doors().storage.get(municipality, paper.sha256))
    return response


def large_print_file(paper: Paper, municipality: int) -> Response:
    """A rendition in large letters, made when it is asked for. Raises NotAvailable when the case says something else
    by now."""
    pdf = application().desk.large_print(municipality, paper.id)
    response = Response(pdf, mimetype="application/pdf")
    name = _safe(paper.number or paper.type)
    response.headers["Content-Disposition"] = f'inline; filename="{name}-large-print.pdf"'
    return response


def paper_title(paper: Paper, definition: Definition, language: str) -> str:
    """What the paper is called."""
    return paper_name(definition, paper.type, language)


def paper_name(definition: Definition, kind: str, language: str) -> str:
    """What papers of that type are called."""
    rule = definition.documents.get(kind)
    return definition.text(f"documents.{kind}.title", language) or (rule.title if rule else kind)


def _safe(name: str) -> str:
    return "".join(letter if letter.isascii() and (letter.isalnum() or letter in "._") else "-" for letter in name)
