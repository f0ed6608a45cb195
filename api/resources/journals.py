"""Journals: `GET /journals/{journal}`, and a year of one as CSV or PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask import Response

from api.case_view import state_title, words
from api.routes import Answer, Routes
from api.schemas.lists import YearQuery, listed
from api.schemas.registrations import JournalLineShown, JournalQuery
from gate.actor import current_actor
from gate.doors import application, reading
from gate.journal_sheet import journal_csv
from gate.languages import current_language
from gate.policies import Policy
from gate.record_printing import print_journal
from gate.tenant import current_municipality
from store.queries.case_filters import CaseFilters
from store.queries.journals import JournalFilters, JournalLine, list_journal
from workflow.engine.calendar import local_date
from workflow.errors import NotFound
from workflow.registration import Journal

routes = Routes("journals", "Journals of registration: every number of a year, in order.")

_STEP = 200


@routes.get("/journals/<journal>", policy=Policy.STAFF, query=JournalQuery, answers=listed(JournalLineShown))
def get_journal(journal: str, query: Mapping[str, Any]) -> Answer:
    """Numbers of one year whose cases the reader may know of, in order"""
    filters = _filters(journal, query)
    with reading() as look:
        page = list_journal(look, current_actor(), filters, cursor=query["cursor"], limit=query["limit"])
    return {"items": [_view(one) for one in page.items], "next": page.next}


@routes.get("/journals/<journal>.csv", policy=Policy.STAFF, query=YearQuery, content_type="text/csv")
def get_journal_csv(journal: str, query: Mapping[str, Any]) -> Response:
    """A year of a journal as a table"""
    filters = _filters(journal, query)
    text = journal_csv(
        (_in_words(one) for one in _all(filters)), application().surroundings(current_municipality()).zone
    )
    name = f"{journal}-{filters.year}.csv"
    return Response(text, mimetype="text/csv", headers={"Content-Disposition": f'attachment; filename="{name}"'})


@routes.get("/journals/<journal>.pdf", policy=Policy.STAFF, query=YearQuery, content_type="application/pdf")
def get_journal_pdf(journal: str, query: Mapping[str, Any]) -> Response:
    """A year of a journal, to be printed and bound"""
    filters = _filters(journal, query)
    pdf = print_journal(Journal(journal), filters.year, [_view(one) for one in _all(filters)])
    name = f"{journal}-{filters.year}.pdf"
    return Response(pdf, mimetype="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


def _all(filters: JournalFilters) -> Iterator[JournalLine]:
    """Every line of one consistent look, page by page."""
    actor, cursor = current_actor(), None
    with reading() as look:
        while True:
            page = list_journal(look, actor, filters, cursor=cursor, limit=_STEP)
            yield from page.items
            cursor = page.next
            if cursor is None:
                return


def _filters(journal: str, query: Mapping[str, Any]) -> JournalFilters:
    if journal not in set(Journal):
        raise NotFound("unknown_journal")
    now = application().clock.now()
    today = local_date(now, application().surroundings(current_municipality()).zone)
    q = query.get("q")
    return JournalFilters(
        journal=journal,
        year=query["year"] or today.year,
        words=CaseFilters(now=now, q=q),
        q=q,
        delivery=query.get("delivery"),
        since=query.get("since"),
        until=query.get("until"),
    )


def _in_words(one: JournalLine) -> dict[str, Any]:
    """With the title of the category, which only the definition knows."""
    view, rule = _view(one), application().definitions.pinned(one.definition).registration
    categories = dict(rule.categories) if rule is not None else {}
    return {**view, "category": categories.get(view.get("category", ""), view.get("category"))}


def _view(one: JournalLine) -> dict[str, Any]:
    definition = application().definitions.pinned(one.definition)
    language = current_language()
    paper = definition.documents.get(one.paper_type) if one.paper_type else None
    return {
        **one.card,
        "index": one.index,
        "number": one.number,
        "date": one.date,
        "reference": one.reference,
        "request_type": one.request_type,
        "title": words(definition, "title", definition.title, language),
        "state": one.state,
        "state_title": state_title(definition, one.state, language),
        "outcome": one.outcome,
        "document_type": one.paper_type,
        "document_title": words(definition, f"documents.{one.paper_type}.title", paper.title, language)
        if paper
        else None,
        "void": one.void,
        "correspondent": one.correspondent,
        "their_number": one.their_number,
        "summary": one.summary,
    }
