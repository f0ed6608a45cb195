"""The registrar's journals: every number of a year in order, found by number, correspondent or day."""

from __future__ import annotations

from flask import Response, request

from gate.actor import current_actor
from gate.archive_reading import today
from gate.doors import application, reading
from gate.languages import current_language
from gate.policies import Policy, policy
from store.queries.case_filters import CaseFilters
from store.queries.journals import JournalFilters, JournalLine, list_journal
from web import dates
from web.form_reading import typed_day
from web.page import page
from web.paper_file import paper_name
from workflow.errors import NotFound
from workflow.registration import Journal

_PAGE = 50
_LONGEST = 100
_FIRST_YEAR = 1990


@policy(Policy.STAFF)
def journals() -> Response:
    """One journal of one year; incoming letters of this year unless asked for another."""
    asked = request.args
    name = asked.get("journal", Journal.INCOMING.value)
    if name not in set(Journal):
        raise NotFound("unknown_journal")
    year = _year(asked.get("year", ""), today().year)
    q = asked.get("q", "").strip()[:_LONGEST]
    filters = JournalFilters(
        journal=name,
        year=year,
        words=CaseFilters(now=application().clock.now(), q=q or None),
        q=q or None,
        since=typed_day(asked.get("since", "")),
        until=typed_day(asked.get("until", "")),
    )
    with reading() as look:
        found = list_journal(look, current_actor(), filters, cursor=asked.get("after"), limit=_PAGE)
    return page(
        "staff/journals.html",
        names=[one.value for one in Journal],
        chosen=name,
        year=year,
        q=q,
        since=asked.get("since", "")[:10],
        until=asked.get("until", "")[:10],
        rows=[_row(one) for one in found.items],
        after=found.next,
    )


def _row(one: JournalLine) -> dict[str, object]:
    definition = application().definitions.pinned(one.definition)
    language = current_language()
    title = definition.text("title", language) or definition.title
    return {
        "index": one.index,
        "date": dates.full_day(one.date),
        "reference": one.reference,
        "correspondent": one.correspondent or "",
        "theirs": one.their_number or "",
        "summary": one.summary or (paper_name(definition, one.paper_type, language) if one.paper_type else title),
        "state": definition.text(f"states.{one.state}.title", language) or definition.states[one.state].title,
        "void": one.void,
    }


def _year(text: str, this_year: int) -> int:
    year = int(text) if text.isdecimal() and len(text) == 4 else this_year
    return year if _FIRST_YEAR <= year <= this_year else this_year
