"""The public register: `GET /public/cases`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import request

from api.case_view import state_title, wire, words
from api.routes import Answer, Routes
from api.schemas.lists import listed
from api.schemas.public_cases import PublicCaseShown, PublicCasesQuery
from gate.catalogue import offered
from gate.doors import application, reading
from gate.languages import current_language
from gate.limits import STATUS, network, take
from gate.policies import Policy
from gate.tenant import current_municipality
from store.queries.public_list import PublicCase, PublicFilters, public_cases
from workflow.definition.model import Definition
from workflow.definition.visibility import is_open_to_all, needs_publishing, public_fields, public_states
from workflow.engine.calendar import day_start
from workflow.values import Json

routes = Routes("public", "What everybody may know: the public register.")


@routes.get("/public/cases", policy=Policy.PUBLIC, query=PublicCasesQuery, answers=listed(PublicCaseShown))
def get_public_cases(query: Mapping[str, Any]) -> Answer:
    """Cases of public types in public states, newest first, with their public fields alone"""
    take(STATUS, network(request.remote_addr))
    zone = application().surroundings(current_municipality()).zone
    public = {
        one.request_type: one
        for one in offered()
        if is_open_to_all(one) and query.get("request_type") in (None, one.request_type)
    }
    filters = PublicFilters(
        state=query.get("state"),
        street=query.get("street"),
        since=day_start(query["since"], zone) if query["since"] else None,
        until=day_start(query["until"] + timedelta(days=1), zone) if query["until"] else None,
    )
    with reading() as look:
        page = public_cases(
            look,
            {name: public_states(one) for name, one in public.items()},
            published=frozenset(name for name, one in public.items() if needs_publishing(one)),
            filters=filters,
            cursor=query["cursor"],
            limit=query["limit"],
        )
    language = current_language()
    return {"items": [_view(one, language) for one in page.items], "next": page.next}


def _view(one: PublicCase, language: str) -> dict[str, Any]:
    definition = application().definitions.pinned(one.definition)
    return {
        "reference": one.reference,
        "request_type": one.request_type,
        "title": words(definition, "title", definition.title, language),
        "state": one.state,
        "state_title": state_title(definition, one.state, language),
        "outcome": one.outcome,
        "street": one.street,
        "opened": one.opened,
        "closed": one.closed,
        "reopened": one.reopened > 0,
        "fields": _shown(definition, one.values),
    }


def _shown(definition: Definition, values: Mapping[str, Json]) -> dict[str, Any]:
    """What the version the case runs under marks public; a value kept apart stays apart, whatever is marked."""
    found = {one.name: values.get(one.name) for one in public_fields(definition)}
    return {
        name: wire(value)
        for name, value in found.items()
        if value is not None and not (isinstance(value, Mapping) and "sealed" in value)
    }
