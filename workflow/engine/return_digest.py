"""What happened to an official's instructions while somebody acted for them: done, returned to them, overdue. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from workflow.case import Case, ExecutorRole, Resolution, ResolutionStatus
from workflow.engine.calendar import local_date
from workflow.engine.lateness import working_days_late
from workflow.engine.working_time import openings_from
from workflow.surroundings import Surroundings
from workflow.town import Substitution
from workflow.values import Json

_ALIVE = (ResolutionStatus.OPEN, ResolutionStatus.REPORTED)


def return_morning(until: datetime, surroundings: Surroundings) -> datetime:
    """When whoever is back first finds the office open."""
    return next(openings_from(surroundings.pair().hours, until)).start


def return_digest(
    period: Substitution, acting: str, cases: Iterable[Case], now: datetime, surroundings: Surroundings
) -> dict[str, Json]:
    """`{absent, acting, from, to, done, returned: [PATH], overdue: [{number, executor, days, reason}]}`.

    `done` are instructions the absent official gave, controls or leads that were taken off control in the period;
    `returned` the same still open; `overdue` those whose day passed in it. A path is `26-00064/1.1`.
    """
    mine = [(case, one) for case in cases for one in case.resolutions if concerns(one, period.absent)]
    last = local_date(period.until - timedelta(microseconds=1), surroundings.zone)
    first = local_date(period.since, surroundings.zone)
    return {
        "absent": period.absent,
        "acting": acting,
        "from": first.isoformat(),
        "to": last.isoformat(),
        "done": sum(
            one.off_control_at is not None and period.since <= one.off_control_at < period.until for _, one in mine
        ),
        "returned": [f"{case.reference}/{one.number}" for case, one in mine if one.status in _ALIVE],
        "overdue": list(_overdue(mine, first, last, now, surroundings)),
    }


def concerns(one: Resolution, username: str) -> bool:
    """Whether `username` gave it, controls it or leads it."""
    lead = any(each.role is ExecutorRole.LEAD and each.username == username for each in one.executors)
    return lead or username in (one.speaker, one.controller)


def _overdue(
    mine: Iterable[tuple[Case, Resolution]], first: date, last: date, now: datetime, surroundings: Surroundings
) -> Iterator[dict[str, Json]]:
    for case, one in mine:
        if any(first <= day <= last for day in one.missed):
            lead = next((each for each in one.executors if each.role is ExecutorRole.LEAD), None)
            yield {
                "number": f"{case.reference}/{one.number}",
                "executor": lead.name if lead else "",
                "username": lead.username if lead else None,
                "unit": lead.unit if lead else None,
                "days": working_days_late(one, now, surroundings),
            }
