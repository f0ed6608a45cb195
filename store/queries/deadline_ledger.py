"""Every line of a case's clocks there has been: the case itself holds the newest of each, its history the others."""

from __future__ import annotations

import json
from uuid import UUID

from sqlalchemy import select

from store.reading import Reading
from store.tables.history import HistoryRow
from workflow.case import Deadline
from workflow.codec import event_from_json
from workflow.engine.deadline_lines import every_line

_TYPES = ("DeadlineSet", "DeadlinePaused", "DeadlineStopped", "DeadlineWarned", "DeadlineBlown")


def deadline_ledger(look: Reading, case: UUID) -> tuple[Deadline, ...]:
    """All lines in the order in which they began; one that was dated anew, as it was dated last."""
    query = (
        select(HistoryRow.type, HistoryRow.schema, HistoryRow.data)
        .where(HistoryRow.municipality == look.municipality, HistoryRow.case_id == case, HistoryRow.type.in_(_TYPES))
        .order_by(HistoryRow.sequence)
    )
    rows = look.connection.execute(query)
    return every_line(event_from_json(row.type, row.schema, json.loads(row.data)) for row in rows)
