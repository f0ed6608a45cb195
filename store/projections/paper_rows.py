"""Rows of a case's papers and of the bytes they had. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from store.row_json import TableRow
from store.tables.papers import PaperRow, PaperVersionRow
from store.upsert import insert_new, upsert
from workflow.case import Case
from workflow.events import DocumentCompleted, DocumentOpened, DocumentSigned, DocumentUpgraded, Event
from workflow.moment import Moment

ARCHIVED = "B-LTA"
UPSERT = upsert(PaperRow, keep=frozenset({"year", "text_read"}))
INSERT_VERSIONS = insert_new(PaperVersionRow)


def paper_rows(case: Case, years: Mapping[UUID, int]) -> list[TableRow]:
    """One per paper; `years` says in which year those papers were numbered that are numbered just now."""
    return [
        {
            "municipality": case.municipality,
            "id": one.id,
            "case_id": case.id,
            "type": one.type,
            "status": one.status.value,
            "drafted": one.drafted,
            "register": one.register,
            "year": None if one.number is None else years.get(one.id, one.drafted.year),
            "number": one.number,
            "date": one.date,
            "code": one.code,
            "sha256": one.sha256,
            "completed": one.completed,
            "replaced_by": one.replaced_by,
            # Below the archive level there is more to raise: such a paper is looked for among those without a stamp.
            "good_until": one.good_until if one.level == ARCHIVED else None,
        }
        for one in case.papers
    ]


def version_rows(case: Case, events: tuple[Event, ...], moment: Moment) -> list[TableRow]:
    """One per new content of a paper."""
    rows: list[TableRow] = []
    for event in events:
        match event:
            case DocumentOpened():
                stage = "opened"
            case DocumentSigned() | DocumentCompleted():
                stage = "signed"
            case DocumentUpgraded() if event.sha256 != event.previous:
                stage = "upgraded"
            case _:
                continue
        rows.append(
            {
                "municipality": case.municipality,
                "sha256": event.sha256,
                "paper": event.document,
                "stage": stage,
                "at": moment.now,
            }
        )
    return rows
