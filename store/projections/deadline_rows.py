"""Rows of a case's deadlines. Pure."""

from __future__ import annotations

from store.projections.own_terms import is_late
from store.row_json import TableRow
from store.tables.deadlines import DeadlineRow
from store.upsert import upsert
from workflow.case import Case

UPSERT = upsert(DeadlineRow)


def deadline_rows(case: Case) -> list[TableRow]:
    """One per deadline, in the case's order."""
    return [
        {
            "municipality": case.municipality,
            "case_id": case.id,
            "ordinal": ordinal,
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
        for ordinal, one in enumerate(case.deadlines)
    ]
