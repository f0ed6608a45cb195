"""From the query of `GET /cases` to the filters that the store understands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from gate.doors import application
from gate.problems import GateRefusal
from gate.tenant import current_municipality
from store.queries.case_filters import NEAR_LIMIT_METRES, CaseFilters, Near
from workflow.engine.calendar import day_start

_E7 = 10_000_000


def filters_of(query: Mapping[str, Any]) -> CaseFilters:
    """The filters. `due_before` a day means before that day begins, `created_after` from the end of that day on.

    GateRefusal for a `near` that is no place.
    """
    return CaseFilters(
        now=application().clock.now(),
        request_type=query.get("request_type"),
        state=query.get("state"),
        unit=query.get("unit"),
        assignee=query.get("assignee"),
        channel=query.get("channel"),
        overdue=query.get("overdue"),
        due_before=_start(query.get("due_before")),
        created_after=_after(query.get("created_after")),
        q=query.get("q"),
        near=_near(query["near"]) if "near" in query else None,
        sort=query["sort"],
    )


def _start(given: date | datetime | None) -> datetime | None:
    if given is None or isinstance(given, datetime):
        return given
    return day_start(given, application().surroundings(current_municipality()).zone)


def _after(given: date | datetime | None) -> datetime | None:
    if given is None or isinstance(given, datetime):
        return given
    return _start(given + timedelta(days=1))


def _near(text: str) -> Near:
    parts = _numbers(text)
    if not 2 <= len(parts) <= 3:
        raise _no_place()
    latitude, longitude, metres = (*parts, 50.0)[:3]
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180 and 1 <= metres <= NEAR_LIMIT_METRES):
        raise _no_place()
    return Near(latitude_e7=round(latitude * _E7), longitude_e7=round(longitude * _E7), metres=int(metres))


def _numbers(text: str) -> list[float]:
    try:
        return [float(part) for part in text.split(",")]
    except ValueError:
        raise _no_place() from None


def _no_place() -> GateRefusal:
    return GateRefusal("invalid_input", errors={"near": ("invalid_value",)})
