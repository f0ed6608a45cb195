"""The control list: `GET /control`, and what each unit owes: `GET /control/units`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from api.case_view import executor_view
from api.routes import Answer, Routes
from api.schemas.control import ControlLine, ControlQuery
from api.schemas.control import UnitOwes as UnitOwesShown
from api.schemas.lists import listed
from gate.actor import current_actor
from gate.control_staff import require_control_staff
from gate.control_words import reason_not_given
from gate.doors import application, reading
from gate.languages import current_language
from gate.policies import Policy
from gate.tenant import current_municipality
from store.queries.control import Controlled, controlled, owed_by_unit
from store.queries.effect_reads import personal_values
from store.queries.units import all_units
from workflow.engine.lateness import missed_day, working_days_late
from workflow.values import Json

routes = Routes("control", "What is under control: by whom, until when, how late and why.")


@routes.get("/control", policy=Policy.STAFF, query=ControlQuery, answers=listed(ControlLine))
def get_control(query: Mapping[str, Any]) -> Answer:
    """Controlled instructions, the nearest date first; for control staff and the heads"""
    require_control_staff(current_actor())
    now = application().clock.now()
    with reading() as look:
        page = controlled(
            look,
            now,
            unit=query["unit"],
            late=query["late"],
            everything=query["all"],
            cursor=query["cursor"],
            limit=query["limit"],
        )
        units = {one.id: one.name for one in all_units(look)}
        words: dict[UUID, Mapping[str, Json]] = {}
        for one in page.items:
            if one.case.id not in words:
                words[one.case.id] = personal_values(look, one.case.id)
    return {"items": [_view(one, words[one.case.id], units) for one in page.items], "next": page.next}


@routes.get("/control/units", policy=Policy.STAFF, answers=listed(UnitOwesShown))
def get_control_units() -> Answer:
    """How many controlled instructions each unit has open and overdue"""
    require_control_staff(current_actor())
    with reading() as look:
        units = {one.id: one.name for one in all_units(look)}
        found = owed_by_unit(look, application().clock.now())
    items = [
        {
            "unit": one.unit,
            "name": units.get(one.unit or ""),
            "open": one.open,
            "overdue": one.overdue,
            "overdue_below": one.overdue_below,
        }
        for one in found
    ]
    return {"items": items, "next": None}


def _view(line: Controlled, words: Mapping[str, Json], units: Mapping[str, str]) -> dict[str, Any]:
    case, one = line.case, line.resolution
    now, surroundings = application().clock.now(), application().surroundings(current_municipality())
    late = missed_day(one, now) is not None
    said = words.get(one.lateness_reason or "")
    return {
        "number": f"{case.reference}/{one.number}",
        "reference": case.reference,
        "resolution": one.id,
        "parent": one.parent,
        "text": words.get(one.text),
        "executors": [executor_view(each) for each in one.executors],
        "unit": line.unit,
        "unit_name": units.get(line.unit or ""),
        "due": one.due_date or one.due,
        "missed": one.missed,
        "days_late": working_days_late(one, now, surroundings),
        "reason": (said or reason_not_given(current_language())) if late else None,
        "status": one.status.value,
        "controller": one.controller,
        "put_on": {"by": one.given_by, "name": one.author_name, "acting_for": one.acting_for, "at": one.issued},
        "taken_off": {"by": one.off_control_by, "at": one.off_control_at} if one.off_control_at else None,
    }
