"""Where a finished case lies, and that it was taken out again. Pure."""

from __future__ import annotations

from typing import LiteralString

from store.row_json import TableRow
from store.tables.files import FiledCaseRow
from store.upsert import insert
from workflow.case import Case
from workflow.events import CaseFiled, Event

INSERT = insert(FiledCaseRow)
TAKE_OUT: LiteralString = """
UPDATE filed_cases SET taken_out = %(at)s
WHERE municipality = %(municipality)s::int AND case_id = %(case)s::uuid AND taken_out IS NULL
"""


def new_rows(case: Case, events: tuple[Event, ...]) -> list[TableRow]:
    """One per place taken just now: a plain insert, so that no place is ever taken twice."""
    return [
        {
            "municipality": case.municipality,
            "index": event.filed.index,
            "year": event.filed.year,
            "number": event.filed.number,
            "volume": event.filed.volume,
            "case_id": case.id,
            "at": event.filed.at,
            "sheets": event.filed.sheets,
            "kept_until": event.filed.kept_until,
            "taken_out": None,
        }
        for event in events
        if isinstance(event, CaseFiled)
    ]
