"""Figures of a period: `GET /statistics`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from api.routes import Answer, Routes
from api.schemas.statistics import StatisticsQuery, StatisticsShown
from gate.actor import current_actor
from gate.doors import application, reading
from gate.policies import Policy
from gate.problems import GateRefusal
from gate.tenant import current_municipality
from store.queries.statistics import Figures, GroupBy, statistics
from workflow.engine.calendar import day_start, local_date

routes = Routes("statistics", "Received, on time, overdue, satisfied.")

_MOST_DAYS = 3 * 366


@routes.get("/statistics", policy=Policy.STAFF, query=StatisticsQuery, answers=StatisticsShown)
def get_statistics(query: Mapping[str, Any]) -> Answer:
    """Figures of cases received in a period; open ones past their date count as overdue"""
    now = application().clock.now()
    zone = application().surroundings(current_municipality()).zone
    until = query["until"] or local_date(now, zone)
    since = query["since"] or until - timedelta(days=29)
    if not since <= until <= since + timedelta(days=_MOST_DAYS):
        raise GateRefusal("invalid_input", errors={"to": ("out_of_range",)})
    starts, ends = day_start(since, zone), day_start(until + timedelta(days=1), zone)
    actor = current_actor()
    with reading() as look:
        found = {by: statistics(look, actor, starts, ends, now, by) for by in GroupBy}
    return {
        **_whole(found[GroupBy.NOTHING]),
        "since": since,
        "until": until,
        "by_type": [_view(one) for one in found[GroupBy.TYPE]],
        "by_unit": [_view(one) for one in found[GroupBy.UNIT]],
        "by_channel": [_view(one) for one in found[GroupBy.CHANNEL]],
    }


def _whole(groups: Sequence[Figures]) -> dict[str, Any]:
    return _view(groups[0]) if groups else dict.fromkeys(_COUNTS, 0)


def _view(one: Figures) -> dict[str, Any]:
    return {"key": one.key, **{name: getattr(one, name) for name in _COUNTS}}


_COUNTS = (
    "received",
    "on_time",
    "overdue",
    "satisfied",
    "joined",
    "closed_on_time",
    "closed_late",
    "open_on_time",
    "open_overdue",
    "reopened",
    "forwarded",
    "transferred",
)
