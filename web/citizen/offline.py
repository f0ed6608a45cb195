"""Reporting without a network (ADR 0503): what makes the pages installable, the worker that keeps a report until it can
be sent, and the page that says so.
"""

from __future__ import annotations

import hashlib
import json

from flask import Response, url_for

from gate.catalogue import is_public, offered
from gate.doors import application
from gate.languages import current_language
from gate.policies import Policy, policy
from gate.tenant import current_municipality
from web.page import environment, page
from web.words import words
from workflow.definition.model import Definition, Kind

_ASSETS = ("sprava.css", "offline.js", "place.js", "mark.svg")


@policy(Policy.PUBLIC)
def offline() -> Response:
    """What was kept on this device, and what can be reported now."""
    language = current_language()
    services = [
        (url_for("web.filing_form", request_type=one.request_type), one.text("title", language) or one.title)
        for one in _issues()
    ]
    return page("citizen/offline.html", services=services)


@policy(Policy.PUBLIC)
def manifest() -> Response:
    """The town as a program on a phone's screen."""
    town = application().surroundings(current_municipality()).town
    language = current_language()
    told = {
        "id": "/",
        "start_url": url_for("web.town"),
        "scope": "/",
        "display": "standalone",
        "lang": language,
        "name": f"{town.name}: {words('town.title', language)}",
        "short_name": town.name,
        "background_color": "#f3f5f7",
        "theme_color": "#14506b",
        "icons": [
            {
                "src": url_for("web.static", filename="mark.svg"),
                "sizes": "any",
                "type": "image/svg+xml",
                "purpose": "any",
            }
        ],
    }
    return Response(json.dumps(told, ensure_ascii=False), mimetype="application/manifest+json")


@policy(Policy.PUBLIC)
def worker() -> Response:
    """The service worker, with the pages and assets it keeps for the time without a network."""
    assets = [url_for("web.static", filename=one) for one in _ASSETS]
    pages = [
        url_for("web.town"),
        url_for("web.offline"),
        *(url_for("web.filing_form", request_type=one.request_type) for one in _issues()),
    ]
    kept = [*assets, *pages]
    versions = "".join((*kept, *(one.digest for one in _issues())))
    template = environment().get_template("worker.js")
    version = hashlib.sha256(versions.encode()).hexdigest()[:12]
    body = template.render(kept=kept, version=version, offline=url_for("web.offline"))
    return Response(body, mimetype="text/javascript", headers={"Cache-Control": "no-cache"})


def _issues() -> list[Definition]:
    return [one for one in offered() if one.kind is Kind.ISSUE and is_public(one)]
