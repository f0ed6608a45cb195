"""What awaits whoever asks: `GET /work-queue`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from api.case_view import state_title, words
from api.routes import Answer, Routes
from api.schemas.lists import Page, listed
from api.schemas.work_queue import WorkLine
from gate.actor import current_actor
from gate.doors import application, reading
from gate.languages import current_language
from gate.policies import Policy
from gate.tenant import current_municipality
from gate.work_words import work_title
from store.queries.work_queue import WorkLine as Line
from store.queries.work_queue import work_queue
from workflow.actor import Actor
from workflow.engine.calendar import local_date
from workflow.work_item import WorkKind

routes = Routes("work-queue", "What awaits a person, most urgent first.")


@routes.get("/work-queue", policy=Policy.STAFF, query=Page, answers=listed(WorkLine))
def get_work_queue(query: Mapping[str, Any]) -> Answer:
    """What awaits you, your role, your unit, and those you stand in for"""
    with reading() as look:
        page = work_queue(look, current_actor(), cursor=query["cursor"], limit=query["limit"])
    language, actor = current_language(), current_actor()
    return {"items": [_view(one, language, actor) for one in page.items], "next": page.next}


def _view(line: Line, language: str, actor: Actor) -> dict[str, Any]:
    absent = next((one for one in actor.substitutes if one.username == line.acting_for), None)
    view: dict[str, Any] = {
        "kind": line.kind,
        "reference": line.reference,
        "title": _title(line, language),
        "clock": line.clock,
        "article": line.article,
        "deadline": line.due,
        "acting_for": line.acting_for,
        "acting_for_name": absent.name if absent is not None else None,
        "acting_until": _last_day(absent.until) if absent is not None else None,
        "held_by": actor.away.acting if actor.away is not None else None,
    }
    if line.document is not None:
        view["document"] = line.document
    if line.resolution is not None:
        view["resolution"] = line.resolution
    if line.work is not None:
        view["work"] = line.work
    # A round of reviews or a list of readers stands in the line's key (workflow/work_item.py).
    parts = line.key.split(":")
    if line.kind == WorkKind.REVIEW:
        view["review"] = UUID(parts[1])
    if parts[:2] == ["work", "acquaintance"]:
        view["acquaintance"] = UUID(parts[2])
    return view


def _last_day(until: datetime) -> date:
    """The last day that `until`, the first instant after it, leaves."""
    return local_date(until - timedelta(microseconds=1), application().surroundings(current_municipality()).zone)


def _title(line: Line, language: str) -> str:
    if line.definition is None:
        return ""
    definition = application().definitions.pinned(line.definition)
    if line.work_title or line.work_code:
        return work_title(line.work_title, line.work_code, language)
    parts = [words(definition, "title", definition.title, language), line.street or ""]
    if line.state is not None:
        parts.append(state_title(definition, line.state, language))
    return " · ".join(part for part in parts if part)
