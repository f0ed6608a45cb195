"""Figures in Prometheus' text format, 0.0.4: of the town asked for by the Host header, and of the queue of all."""

from __future__ import annotations

from collections.abc import Iterator

from gate.doors import application, reading
from gate.health import readiness
from gate.tenant import current_municipality
from store.queries.machinery import figures, jobs_by_status


def exposition() -> str:
    """The whole text."""
    return "\n".join((*_town(), *_machine())) + "\n"


def _town() -> Iterator[str]:
    with reading() as look:
        found = figures(look, application().clock.now())
        jobs = jobs_by_status(look)
    town = f'{{municipality="{current_municipality()}"}}'
    for name, about, value in (
        ("sprava_open_cases", "Cases not closed.", found.open_cases),
        ("sprava_overdue_cases", "Open cases past a deadline.", found.overdue_cases),
        ("sprava_open_incidents", "Stuck outside work nobody has settled.", found.open_incidents),
        ("sprava_late_timers", "Timers due for over a minute.", found.late_timers),
    ):
        yield from (f"# HELP {name} {about}", f"# TYPE {name} gauge", f"{name}{town} {value}")
    yield "# HELP sprava_jobs Jobs not yet done, by status."
    yield "# TYPE sprava_jobs gauge"
    for status in ("todo", "doing", "failed"):
        yield f'sprava_jobs{{status="{status}"}} {jobs.get(status, 0)}'


def _machine() -> Iterator[str]:
    yield "# HELP sprava_up Whether a dependency answers."
    yield "# TYPE sprava_up gauge"
    for name, good in readiness().items():
        yield f'sprava_up{{dependency="{name}"}} {int(good)}'
