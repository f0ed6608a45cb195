"""Rows of a case's resolutions and of their executors. Pure."""

from __future__ import annotations

from store.row_json import TableRow
from store.tables.executors import ExecutorRow
from store.tables.resolutions import ResolutionRow
from store.upsert import upsert
from workflow.case import Case, ExecutorRole

UPSERT = upsert(ResolutionRow)
UPSERT_EXECUTORS = upsert(ExecutorRow)


def resolution_rows(case: Case) -> list[TableRow]:
    """One per resolution."""
    rows: list[TableRow] = []
    for one in case.resolutions:
        lead = next((executor for executor in one.executors if executor.role is ExecutorRole.LEAD), None)
        rows.append(
            {
                "municipality": case.municipality,
                "id": one.id,
                "case_id": case.id,
                "number": one.number,
                "parent": one.parent,
                "author": one.author,
                "acting_for": one.acting_for,
                "controller": one.controller,
                "lead_username": lead.username if lead else None,
                "lead_unit": lead.unit if lead else None,
                "status": one.status.value,
                "issued": one.issued,
                "due_date": one.due_date,
                "due": one.due,
                "late": one.late,
                "lateness_reason": one.lateness_reason,
                "off_control_by": one.off_control_by,
                "off_control_at": one.off_control_at,
            }
        )
    return rows


def executor_rows(case: Case) -> list[TableRow]:
    """One per executor of each resolution; executors are never taken off a resolution."""
    return [
        {
            "municipality": case.municipality,
            "resolution": resolution.id,
            "ordinal": ordinal,
            "case_id": case.id,
            "username": one.username,
            "unit": one.unit,
            "role": one.role.value,
            "status": one.status,
            "due": one.due,
        }
        for resolution in case.resolutions
        for ordinal, one in enumerate(resolution.executors)
    ]
