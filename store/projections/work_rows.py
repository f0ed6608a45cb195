"""Rows of what awaits somebody on a case. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import LiteralString

from store.row_json import TableRow, row_json
from workflow.case import Case
from workflow.work_item import WorkItem

REPLACE: LiteralString = """
WITH wanted AS (
    SELECT * FROM json_populate_recordset(NULL::work_items, %(rows)s::json)
), gone AS (
    DELETE FROM work_items t WHERE t.municipality = %(municipality)s::int AND t.case_id = %(case)s::uuid
    AND NOT EXISTS (SELECT FROM wanted w WHERE w.key = t.key)
)
INSERT INTO work_items SELECT * FROM wanted
ON CONFLICT (municipality, case_id, key) DO UPDATE SET kind = excluded.kind, role = excluded.role, unit = excluded.unit,
    username = excluded.username, clock = excluded.clock, due = excluded.due, document = excluded.document,
    resolution = excluded.resolution, work = excluded.work,
    title = excluded.title, code = excluded.code
"""


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
