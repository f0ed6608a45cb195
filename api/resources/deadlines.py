"""Deadlines of a case: `GET …/deadlines`."""

from __future__ import annotations

from api.case_view import deadline_views
from api.routes import Answer, Routes
from api.schemas.deadlines import Deadline
from api.schemas.lists import listed
from gate.doors import application, reading
from gate.languages import current_language
from gate.policies import Policy
from gate.sight import seen_case
from store.queries.deadline_ledger import deadline_ledger

routes = Routes("deadlines", "By when, by which law, and why that date.")


@routes.get("/cases/<reference>/deadlines", policy=Policy.STAFF, answers=listed(Deadline))
def get_deadlines(reference: str) -> Answer:
    """Every clock of a case with the steps that led to its date"""
    case = seen_case(reference)
    definition = application().definitions.pinned(case.definition)
    with reading() as look:
        lines = deadline_ledger(look, case.id)
    return {"items": deadline_views(lines, definition, current_language()), "next": None}
