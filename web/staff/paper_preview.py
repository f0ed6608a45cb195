"""A paper of a published definition as it will look, before there is a case; and what it is made of."""

from __future__ import annotations

import hashlib

from flask import Response, request

from documents.rendering.template import render_html
from gate.actor import current_actor
from gate.administrators import require_administrator
from gate.doors import application, doors
from gate.languages import current_language
from gate.outcome_words import outcome_words
from gate.policies import Policy, policy
from gate.tenant import current_municipality
from web.page import page
from web.paper_file import paper_name
from web.words import words
from workflow.definition.bundle import used_files
from workflow.definition.made_up_paper import outcomes_of
from workflow.definition.model import Definition, DocumentRule
from workflow.definition.requisites import required_of
from workflow.definition.specimen import specimen
from workflow.errors import NotFound


@policy(Policy.STAFF)
def paper_preview(request_type: str, document: str) -> Response:
    """The page: the paper, its outcomes to choose from, what must stand on it, the templates it is made of."""
    definition, rule = _found(request_type, document)
    language = current_language()
    outcome = _outcome(definition)
    return page(
        "staff/paper_preview.html",
        request_type=request_type,
        service=definition.text("title", language) or definition.title,
        document=document,
        title=paper_name(definition, document, language),
        outcome=outcome,
        outcomes=[(one, outcome_words(one, language)) for one in outcomes_of(definition)],
        shows=[words(f"requisite.{one}", language) for one in required_of(rule, definition.templates[rule.template])],
        templates=_made_of(definition, rule),
    )


@policy(Policy.STAFF)
def paper_preview_file(request_type: str, document: str) -> Response:
    """The PDF itself. Raises TemplateFailed, RenderingFailed: what was published before the checker saw it."""
    definition, rule = _found(request_type, document)
    door = application()
    town = door.surroundings(current_municipality()).town
    html = render_html(
        definition.templates, rule.template, specimen(definition, rule, _outcome(definition), town.body or town.name)
    )
    printing = doors().printing
    identifier = hashlib.sha256(html.encode()).digest()[:16]
    response = Response(
        printing.renderer.render(html, printing.fonts, identifier, door.clock.now()), mimetype="application/pdf"
    )
    response.headers["Content-Disposition"] = f'inline; filename="{document}.pdf"'
    return response


def _found(request_type: str, document: str) -> tuple[Definition, DocumentRule]:
    require_administrator(current_actor())
    definition = application().definitions.current(current_municipality(), request_type)
    rule = definition.documents.get(document)
    if rule is None or rule.scan:
        raise NotFound("unknown_document")
    return definition, rule


def _outcome(definition: Definition) -> str:
    """The one asked for, else the first."""
    known = outcomes_of(definition) or ("",)
    asked = request.args.get("outcome", "")
    return asked if asked in known else known[0]


def _made_of(definition: Definition, rule: DocumentRule) -> list[tuple[str, str]]:
    """(name, text) of the template and of all it uses, its own first."""
    found: dict[str, str] = {}
    waiting = [rule.template]
    while waiting:
        name = waiting.pop(0)
        source = definition.templates.get(name)
        if source is not None and name not in found:
            found[name] = source
            waiting += used_files(source)
    return list(found.items())
