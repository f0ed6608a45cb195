"""Cases found by number, telephone, name, kind or lateness; only those the reader may know of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from flask import Response, request

from gate.actor import current_actor
from gate.catalogue import offered
from gate.doors import application, reading
from gate.languages import current_language
from gate.outcome_words import outcome_words
from gate.policies import Policy, policy
from gate.tenant import current_municipality
from store.queries.case_filters import CaseFilters
from store.queries.case_list import CaseLine, count_cases, list_cases
from store.queries.saved_searches import saved_searches
from store.queries.units import all_units
from web import dates
from web.once import fresh_key
from web.page import page
from web.staff.figure_list import asked_figure
from workflow.engine.calendar import local_date

_PAGE = 50
_LONGEST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One case of the list."""

    reference: str
    title: str
    state: str
    opened: str
    left: str
    overdue: bool


@policy(Policy.STAFF)
def case_list() -> Response:
    """The list with its filters."""
    asked = request.args
    language = current_language()
    now = application().clock.now()
    around = application().surroundings(current_municipality())
    zone = around.zone
    with reading() as look:
        units = {one.id: one.name for one in all_units(look)}
    figure = asked_figure(asked, units, now, around, language)
    filters = CaseFilters(
        now=now,
        q=asked.get("q", "").strip()[:_LONGEST] or None,
        request_type=asked.get("type") or None,
        overdue=True if asked.get("show") == "overdue" else None,
        open=True if asked.get("show") == "open" else None,
    )
    if figure is not None:
        filters = figure.filters
    with reading() as look:
        found = list_cases(look, current_actor(), filters, cursor=asked.get("after"), limit=_PAGE)
        count = count_cases(look, current_actor(), filters) if figure is not None else None
        saved = saved_searches(look, current_actor().username or "")
    return page(
        "staff/cases.html",
        rows=[_row(one, now, zone, language) for one in found.items],
        after=found.next,
        figure=figure,
        saved=saved,
        query=urlencode(list(asked.items())),
        key=fresh_key(),
        count=count,
        q=asked.get("q", "")[:_LONGEST],
        chosen_type=asked.get("type", ""),
        show=asked.get("show", ""),
        types=[(one.request_type, one.text("title", language) or one.title) for one in offered()],
    )


def _row(line: CaseLine, now: datetime, zone: ZoneInfo, language: str) -> CaseRow:
    definition = application().definitions.pinned(line.definition)
    title = definition.text("title", language) or definition.title
    state = definition.text(f"states.{line.state}.title", language) or definition.states[line.state].title
    return CaseRow(
        reference=line.reference,
        title=f"{title}, {line.street}" if line.street else title,
        state=outcome_words(line.outcome, language) if line.closed and line.outcome else state,
        opened=dates.full_day(local_date(line.opened, zone)),
        left=dates.time_left(line.due, now, zone, language) if line.due and not line.closed else "",
        overdue=line.overdue,
    )
