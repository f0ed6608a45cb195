"""Rows of what awaits somebody on a case. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from store.row_json import TableRow, row_json
from store.row_parameters import RowsStatement
from store.tables.work_items import WorkItemRow
from store.upsert import replacing
from workflow.case import Case
from workflow.work_item import WorkItem

REPLACE = RowsStatement(
    WorkItemRow,
    f"""
WITH wanted AS ({{rows}}), gone AS (
    DELETE FROM work_items t WHERE t.municipality = %(municipality)s::int AND t.case_id = %(case)s::uuid
    AND NOT EXISTS (SELECT FROM wanted w WHERE w.key = t.key)
)
INSERT INTO work_items ({{columns}}) SELECT * FROM wanted {replacing(WorkItemRow)}
""",  # noqa: S608
    same=frozenset({"municipality", "case_id"}),
)


def work_rows(case: Case, items: Iterable[WorkItem]) -> list[TableRow]:
    """One per work item."""
    return [
        {
            "municipality": case.municipality,
            "case_id": case.id,
            "key": one.key,
            "kind": one.kind.value,
            "role": one.role,
            "unit": one.unit,
            "username": one.username,
            "clock": one.clock,
            "due": one.due,
            "document": one.document,
            "resolution": one.resolution,
            "work": one.work,
            "title": one.title,
            "code": one.code,
        }
        for one in items
    ]


def work_digest(rows: list[TableRow]) -> bytes:
    """What tells two lists of work items apart without reading them."""
    return hashlib.sha256(row_json(rows).encode()).digest()[:16]
