"""Rows of the moments a case has to be woken at. Pure."""

from __future__ import annotations

from typing import LiteralString

from store.row_json import TableRow
from store.row_parameters import RowsStatement, array_text, upsert_rows
from store.tables.timers import TimerRow
from store.upsert import replacing
from workflow.case import Case
from workflow.engine.timers import timers

_SAME = frozenset({"municipality", "case_id"})
REPLACE = RowsStatement(
    TimerRow,
    """
WITH wanted AS ({rows}), gone AS (
    DELETE FROM timers t WHERE t.municipality = %(municipality)s::int AND t.case_id = %(case)s::uuid
    AND NOT EXISTS (SELECT FROM wanted w WHERE w.clock = t.clock AND w.rung = t.rung)
)
INSERT INTO timers ({columns}) SELECT * FROM wanted
ON CONFLICT (municipality, case_id, clock, rung) DO UPDATE SET due = excluded.due WHERE timers.due <> excluded.due
""",
)
"""Makes a case's timers these, whatever they were."""
UPSERT = upsert_rows(TimerRow, same=_SAME)
DROP: LiteralString = """
DELETE FROM timers t USING unnest(%(clocks)s::text[], %(rungs)s::int[]) AS g (clock, rung)
WHERE t.municipality = %(municipality)s::int AND t.case_id = %(case)s::uuid AND t.clock = g.clock AND t.rung = g.rung
"""
"""Takes away those that are gone."""
CHANGE = RowsStatement(
    TimerRow,
    f"WITH gone AS ({DROP}) INSERT INTO timers ({{columns}}) {{rows}} {replacing(TimerRow)}",
    same=_SAME,
)
"""Takes away those that are gone, and writes those that are new or due at another time."""


def gone_values(gone: list[TableRow]) -> dict[str, object]:
    """Which rows `DROP` and `CHANGE` take away; `case` has to be said besides."""
    return {
        "clocks": array_text([str(row["clock"]) for row in gone]),
        "rungs": array_text([str(row["rung"]) for row in gone]),
    }


def difference(old: list[TableRow], new: list[TableRow]) -> tuple[list[TableRow], list[TableRow]]:
    """(those that are gone, those that are new or due at another time)"""
    kept = {(row["clock"], row["rung"]) for row in new}
    gone = [row for row in old if (row["clock"], row["rung"]) not in kept]
    return gone, [row for row in new if row not in old]


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
