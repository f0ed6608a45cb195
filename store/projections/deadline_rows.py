"""Rows of a case's deadlines. Pure."""

from __future__ import annotations

from store.row_json import TableRow
from store.row_parameters import upsert_rows
from store.tables.deadlines import DeadlineRow
from workflow.case import Case
from workflow.engine.deadline_lines import is_late

UPSERT = upsert_rows(DeadlineRow, same=frozenset({"municipality", "case_id"}))


def deadline_rows(case: Case) -> list[TableRow]:
    """One per clock: its newest line. A reminder is no term, so it stands in no list."""
    return [
        {
            "municipality": case.municipality,
            "case_id": case.id,
            "clock": one.clock,
            "law": one.law,
            "article": one.article,
            "state": one.state.value,
            "started": one.started,
            "date": one.date,
            "deadline": one.deadline,
            "stopped": one.stopped,
            "late": is_late(one),
        }
        for one in case.deadlines
        if not one.reminds
    ]
