"""The catalogue: `GET /request-types`, `/request-types/{id}`."""

from __future__ import annotations

from typing import Any

from api.case_view import words
from api.input_schema import input_schema
from api.routes import Answer, Routes
from api.schemas.lists import listed
from api.schemas.request_types import RequestType, RequestTypeLine
from gate.actor import current_actor
from gate.catalogue import is_public, offered
from gate.doors import application
from gate.languages import current_language
from gate.policies import Policy
from gate.problems import GateRefusal
from gate.tenant import current_municipality
from workflow.actor import ActorKind
from workflow.definition.form import condition_schema
from workflow.definition.model import Clock, Definition
from workflow.engine.calendar import local_date

routes = Routes("request-types", "What the town offers.")


@routes.get("/request-types", policy=Policy.PUBLIC, answers=listed(RequestTypeLine))
def get_request_types() -> Answer:
    """The catalogue; staff see inner types too"""
    language = current_language()
    found = [one for one in offered() if is_public(one) or current_actor().kind is ActorKind.STAFF]
    return {"items": [_line(one, language) for one in found], "next": None}


@routes.get("/request-types/<identifier>", policy=Policy.PUBLIC, answers=RequestType)
def get_request_type(identifier: str) -> Answer:
    """One service: its form as JSON Schema, terms, papers needed"""
    definition = application().definitions.current(current_municipality(), identifier)
    if not is_public(definition) and current_actor().kind is not ActorKind.STAFF:
        raise GateRefusal("unknown_request_type")
    language = current_language()
    asked = definition if current_actor().kind is ActorKind.STAFF else definition.asked_of_citizens()
    return {
        **_line(definition, language),
        "form": input_schema(asked.form, definition, "form", language),
        "applicant": {
            "ask": sorted(definition.applicant.ask),
            "may_give": sorted(definition.applicant.may_give),
            "on_behalf": definition.applicant.on_behalf,
            "ask_when": [{"what": one.what, "if": condition_schema(one.when)} for one in definition.applicant.ask_when],
        },
        "terms": [_term(one, definition, language) for one in definition.clocks.values() if one.appointed is None],
        "documents": [
            {"key": key, "label": words(definition, f"needs.{key}", label, language)} for key, label in definition.needs
        ],
        "calendar": definition.calendar,
    }


def _line(definition: Definition, language: str) -> dict[str, Any]:
    return {
        "id": definition.request_type,
        "version": definition.version,
        "kind": definition.kind.value,
        "title": words(definition, "title", definition.title, language),
        "summary": words(definition, "summary", definition.summary, language),
    }


def _term(clock: Clock, definition: Definition, language: str) -> dict[str, Any]:
    view: dict[str, Any] = {
        "clock": clock.name,
        "title": words(definition, f"clocks.{clock.name}.title", clock.title, language),
        "law": clock.law,
        "article": None,
        "length": clock.length,
        "unit": clock.unit,
    }
    if clock.law is not None:
        surroundings = application().surroundings(current_municipality())
        today = local_date(application().clock.now(), surroundings.zone)
        rule = surroundings.laws.rule(clock.law, today)
        view |= {"article": rule.article, "length": rule.length, "unit": rule.unit.value}
    return view
