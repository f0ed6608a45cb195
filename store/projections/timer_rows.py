"""Rows of the moments a case has to be woken at. Pure."""

from __future__ import annotations

from typing import LiteralString

from store.row_json import TableRow
from workflow.case import Case
from workflow.engine.timers import timers

REPLACE: LiteralString = """
WITH wanted AS (
    SELECT * FROM json_populate_recordset(NULL::timers, %(rows)s::json)
), gone AS (
    DELETE FROM timers t WHERE t.municipality = %(municipality)s::int AND t.case_id = %(case)s::uuid
    AND NOT EXISTS (SELECT FROM wanted w WHERE w.clock = t.clock AND w.rung = t.rung)
)
INSERT INTO timers SELECT * FROM wanted
ON CONFLICT (municipality, case_id, clock, rung) DO UPDATE SET due = excluded.due WHERE timers.due <> excluded.due
"""


def timer_rows(case: Case) -> list[TableRow]:
    """One per timer."""
    return [
        {
            "municipality": case.municipality,
            "case_id": case.id,
            "clock": one.clock,
            "rung": one.rung,
            "due": one.due,
        }
        for one in timers(case)
    ]
