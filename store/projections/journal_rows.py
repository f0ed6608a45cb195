"""Rows of the numbers a case holds in journals. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from store.row_json import TableRow
from store.tables.journals import JournalEntryRow
from store.upsert import insert, upsert
from workflow.case import Case
from workflow.codec import to_json
from workflow.events import CaseRegistered, DocumentNumbered, Event
from workflow.moment import Moment
from workflow.registration import Registration
from workflow.values import Json

INSERT = insert(JournalEntryRow)
UPSERT = upsert(JournalEntryRow)

_SAID = ("received", "delivery", "sheets", "enclosures", "occurrence", "category", "kind", "their_date", "by", "voided")


def new_rows(case: Case, events: tuple[Event, ...], years: Mapping[UUID, int], moment: Moment) -> list[TableRow]:
    """One per number taken just now: a plain insert, so that no number is ever taken twice. A paper that bears the
    number of the case's card has no line of its own (ADR 0414)."""
    rows: list[TableRow] = []
    for event in events:
        if isinstance(event, CaseRegistered):
            rows.append(_card_row(case, event.registration))
        elif isinstance(event, DocumentNumbered) and not _bears_a_card(case, event):
            rows.append(_paper_row(case, event, years, moment))
    return rows


def _bears_a_card(case: Case, event: DocumentNumbered) -> bool:
    paper = case.paper(event.document)
    return paper is not None and paper.scan is not None and paper.register is None


def voided_rows(before: Case, case: Case) -> list[TableRow]:
    """The cards of before that say something else now."""
    old = {one.id: one for one in before.registrations}
    return [_card_row(case, one) for one in case.registrations if one.id in old and old[one.id] != one]


def _card_row(case: Case, one: Registration) -> TableRow:
    said = to_json(one)
    assert isinstance(said, Mapping)
    card: dict[str, Json] = {name: said.get(name) for name in _SAID if said.get(name) is not None}
    if one.answers is not None:
        card["answers"] = to_json(one.answers)
    return {
        "municipality": case.municipality,
        "journal": one.journal,
        "year": one.year,
        "number": one.number,
        "index": one.index,
        "date": one.day,
        "case_id": case.id,
        "registration": one.id,
        "paper": None,
        "place": one.place,
        "their_number": one.their_number,
        "card": card,
    }


def _paper_row(case: Case, event: DocumentNumbered, years: Mapping[UUID, int], moment: Moment) -> TableRow:
    paper = case.paper(event.document)
    scan = paper.scan if paper is not None else None
    return {
        "municipality": case.municipality,
        "journal": event.register,
        "year": years.get(event.document, moment.now.year),
        "number": int(event.number.partition("/")[0]),
        "index": event.number,
        "date": event.day or moment.now.date(),
        "case_id": case.id,
        "registration": None,
        "paper": event.document,
        "place": scan.place if scan else None,
        "their_number": scan.original_number if scan else None,
        "card": {"their_date": scan.original_date.isoformat(), "by": scan.by} if scan else {},
    }
