"""Whose reports the lead of an instruction still waits for, and how a refusal names them (journeys.md, A5). Pure."""

from __future__ import annotations

from workflow.case import Executor, ExecutorRole, Resolution
from workflow.errors import Refusal


def awaited_reports(resolution: Resolution) -> tuple[Executor, ...]:
    """Co-executors whose report is not in."""
    return tuple(
        one for one in resolution.executors if one.role is ExecutorRole.CO and one.status in ("pending", "returned")
    )


def awaiting(resolution: Resolution) -> Refusal | None:
    """`awaits_reports` with `names`: people as «Знакова Л.», units by their names; None when nobody is waited for."""
    waiting = awaited_reports(resolution)
    if not waiting:
        return None
    return Refusal(code="awaits_reports", data={"names": [_shown(one) for one in waiting]})


def _shown(one: Executor) -> str:
    given, _, surname = one.name.strip().rpartition(" ")
    return f"{surname} {given[0]}." if one.username is not None and given else one.name
