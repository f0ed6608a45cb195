"""One request type as it runs: its picture, its versions, and what the newest version changed."""

from __future__ import annotations

from flask import Response

from gate.actor import current_actor
from gate.administrators import require_administrator
from gate.doors import application, doors, reading
from gate.languages import current_language
from gate.policies import Policy, policy
from gate.tenant import current_municipality
from store.queries.publications import published_bundle
from store.queries.versions import published_versions
from web import dates
from web.page import page
from web.paper_file import paper_name
from workflow.definition.diagram_svg import svg
from workflow.definition.diff import Change, difference
from workflow.definition.graph import GraphTooLarge
from workflow.definition.model import Definition
from workflow.errors import NotFound

# The picture brings its own style and nothing else.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@policy(Policy.STAFF)
def definition_page(request_type: str) -> Response:
    """The page."""
    require_administrator(current_actor())
    definition, language = _current(request_type), current_language()
    zone = application().surroundings(current_municipality()).zone
    with reading() as look:
        versions = published_versions(look, request_type)
    changes: tuple[Change, ...] = ()
    if len(versions) > 1:
        changes = difference(application().definitions.pinned(versions[1].digest), definition).changes
    return page(
        "staff/definition.html",
        title=definition.text("title", language) or definition.title,
        request_type=request_type,
        versions=[(one.version, dates.full_moment(one.at, zone), one.by, one.digest) for one in versions],
        changes=[(one.kind.value, one.words) for one in changes],
        papers=[
            (one, paper_name(definition, one, language)) for one, rule in definition.documents.items() if not rule.scan
        ],
        findings=_findings(definition.digest),
        states=len(definition.states),
        transitions=len(definition.transitions),
    )


@policy(Policy.STAFF)
def definition_diagram(request_type: str) -> Response:
    """The picture as SVG."""
    require_administrator(current_actor())
    try:
        drawn = svg(_current(request_type), current_language())
    except GraphTooLarge:
        raise NotFound("not_found") from None
    response = Response(drawn, mimetype="image/svg+xml")
    response.headers["Content-Security-Policy"] = _POLICY
    return response


def _findings(digest: str) -> list[tuple[str, int, str, str, str]]:
    """(level, line, path, code, words) of what the checker says of the version in force."""
    with reading() as look:
        content = published_bundle(look, digest)
    found = doors().checker(content) if content is not None else ()
    return [(one.level.value, one.line, one.path, one.code, one.message) for one in found]


def _current(request_type: str) -> Definition:
    return application().definitions.current(current_municipality(), request_type)
