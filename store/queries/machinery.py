"""How the machinery is: database, workers, queue, figures for monitoring. Counts only, nothing about anybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text

from store.reading import Reading

_WORKERS = text("SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > :since")
_JOBS = text(
    "SELECT status::text, count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing', 'failed') GROUP BY 1"
)
_FIGURES = text(
    """
SELECT
    (SELECT count(*) FROM cases WHERE municipality = :municipality AND closed IS NULL),
    (SELECT count(*) FROM cases WHERE municipality = :municipality AND closed IS NULL AND due < :now),
    (SELECT count(*) FROM incidents WHERE municipality = :municipality AND settled IS NULL),
    (SELECT count(*) FROM timers WHERE municipality = :municipality AND due < :late)
"""
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Open cases, those past a deadline, incidents nobody settled, timers the sweep is late with."""

    open_cases: int
    overdue_cases: int
    open_incidents: int
    late_timers: int


def workers_alive(look: Reading, now: datetime, silence_seconds: float) -> int:
    """Workers whose heart beat within that time."""
    since = now - timedelta(seconds=silence_seconds)
    return int(look.connection.execute(_WORKERS, {"since": since}).scalar_one())


def jobs_by_status(look: Reading) -> Mapping[str, int]:
    """Jobs not yet done, of all towns."""
    return {str(status): int(count) for status, count in look.connection.execute(_JOBS)}


def figures(look: Reading, now: datetime) -> Figures:
    """Figures of one town."""
    values = {"municipality": look.municipality, "now": now, "late": now - timedelta(seconds=60)}
    opened, overdue, incidents, timers = look.connection.execute(_FIGURES, values).one()
    return Figures(open_cases=opened, overdue_cases=overdue, open_incidents=incidents, late_timers=timers)
