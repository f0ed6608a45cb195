"""Histories of many cases for process mining, one after another: memory stays the same however many there are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import select

from store.reading import Reading
from store.tables.cases import CaseRow
from store.tables.history import HistoryRow
from workflow.event_log.log_case import FACTS, LogCase, log_event

_AT_ONCE = 1000
"""Rows fetched at a time."""


def logged_cases(
    look: Reading, *, request_type: str | None = None, since: datetime | None = None, until: datetime | None = None
) -> Iterator[LogCase]:
    """Cases in the order they were opened: of one type, opened in [since, until)."""
    query = (
        select(
            CaseRow.id, CaseRow.reference, CaseRow.request_type, CaseRow.definition,
            HistoryRow.sequence, HistoryRow.at, HistoryRow.actor, HistoryRow.type, HistoryRow.data,
        )
        .join(HistoryRow, (HistoryRow.municipality == CaseRow.municipality) & (HistoryRow.case_id == CaseRow.id))
        .where(CaseRow.municipality == look.municipality, HistoryRow.type.in_(sorted(FACTS)))
        .order_by(CaseRow.opened, CaseRow.id, HistoryRow.sequence)
    )  # fmt: skip
    if request_type is not None:
        query = query.where(CaseRow.request_type == request_type)
    if since is not None:
        query = query.where(CaseRow.opened >= since)
    if until is not None:
        query = query.where(CaseRow.opened < until)
    rows = look.connection.execution_options(yield_per=_AT_ONCE).execute(query)
    for identifier, found in groupby(rows, key=lambda row: row.id):
        yield _case(identifier, list(found))


def _case(identifier: UUID, rows: Sequence[Any]) -> LogCase:
    first = rows[0]
    told = (log_event(row.sequence, row.at, row.actor, row.type, json.loads(row.data)) for row in rows)
    return LogCase(
        id=identifier,
        reference=first.reference,
        request_type=first.request_type,
        version=first.definition,
        events=tuple(one for one in told if one),
    )
