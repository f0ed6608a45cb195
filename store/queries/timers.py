"""Timers whose moment has come: what the sweep wakes cases for, one command and one transaction each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from store.reading import Reading
from store.tables.timers import TimerRow


@dataclass(frozen=True, slots=True, kw_only=True)
class DueTimer:
    """`clock` and `rung` as `workflow.engine.timers` names them."""

    case: UUID
    clock: str
    rung: int
    due: datetime


def due_timers(look: Reading, now: datetime, limit: int = 500) -> tuple[DueTimer, ...]:
    """The longest due first. No lock: the case's row lock orders whoever comes, and a rung happens once."""
    query = (
        select(TimerRow.case_id, TimerRow.clock, TimerRow.rung, TimerRow.due)
        .where(TimerRow.municipality == look.municipality, TimerRow.due <= now)
        .order_by(TimerRow.due)
        .limit(limit)
    )
    return tuple(
        DueTimer(case=row.case_id, clock=row.clock, rung=row.rung, due=row.due)
        for row in look.connection.execute(query)
    )


def next_timer(look: Reading) -> datetime | None:
    """When the next timer is due, or was; None when nothing waits."""
    query = select(func.min(TimerRow.due)).where(TimerRow.municipality == look.municipality)
    due: datetime | None = look.connection.execute(query).scalar_one()
    return due
