"""The row of a case: its document and the columns lists filter by. Pure."""

from __future__ import annotations

from datetime import datetime

from store.projections.near_cell import near_cell
from store.projections.own_terms import due, late, promise
from store.row_json import TableRow
from store.tables.cases import CaseRow
from store.upsert import insert, update
from workflow.case import Case

INSERT = insert(CaseRow)
UPDATE = update(CaseRow, fixed=frozenset({"reference", "opened", "channel"}), document="body")


def case_row(case: Case, head: bytes, work: bytes, recorded: datetime) -> TableRow:
    """`head` is the newest history row's hash, `work` the digest of the work items. Without `body`: `case_row_body`."""
    located = case.latitude_e7 is not None and case.longitude_e7 is not None
    assignment = case.assignment
    return {
        "municipality": case.municipality,
        "id": case.id,
        "reference": case.reference,
        "request_type": case.request_type,
        "definition": case.definition,
        "state": case.state,
        "outcome": case.outcome,
        "channel": case.channel,
        "opened": case.opened,
        "closed": case.closed,
        "recorded": recorded,
        "version": case.version,
        "sequence": case.sequence,
        "unit": assignment.unit if assignment else None,
        "assignee": assignment.username if assignment else None,
        "urgent": case.urgent,
        "main": case.main,
        "due": due(case),
        "promise": promise(case),
        "late": late(case),
        "reopened": case.reopened,
        "street": case.street,
        "cell": near_cell(case.latitude_e7 or 0, case.longitude_e7 or 0) if located else None,
        "latitude_e7": case.latitude_e7,
        "longitude_e7": case.longitude_e7,
        "head": head,
        "work": work,
        "published": case.published,
        "transferred": case.programme is not None,
        "filed": case.filed is not None,
    }
