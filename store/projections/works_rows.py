"""Rows of the work by hand of a case. Pure."""

from __future__ import annotations

from store.row_json import TableRow
from store.tables.works import WorkRow
from store.upsert import upsert
from workflow.case import Case

UPSERT = upsert(WorkRow)


def works_rows(case: Case) -> list[TableRow]:
    """One per work, done or not."""
    return [
        {
            "municipality": case.municipality,
            "id": one.id,
            "case_id": case.id,
            "done": one.done,
        }
        for one in case.works
    ]
