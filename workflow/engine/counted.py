"""A counted term: what counting by days and counting by time both come to.

Pure. Counting itself is in `day_count.py` and `time_count.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from workflow.engine.pauses import Pause
from workflow.engine.steps import Step, StepReason
from workflow.quick_values import quicken
from workflow.values import Json

_MINUTES = len("2026-11-24T15:30")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A term with its last day, the first instant after it, and the steps told before and after those of pauses.

    `measure` is `day` or `second`, `budget` and `spent(at)` are in it; `next_day(at)` is the first counted day that
    begins after `at`, None for terms in time.
    """

    last_day: date
    deadline: datetime
    before_pauses: tuple[Step, ...]
    after_pauses: tuple[Step, ...]
    measure: str
    budget: int
    spent: Callable[[datetime], int]
    next_day: Callable[[datetime], date | None]


def moment_text(instant: datetime, zone: ZoneInfo) -> str:
    """Local wall time to the minute, ISO: `2026-11-24T15:30`."""
    return local_text(instant.astimezone(zone))


def local_text(local: datetime) -> str:
    """The same of a time that is local already."""
    return local.isoformat(timespec="minutes")[:_MINUTES]


def pauses_told(counted: Counted, pauses: Sequence[Pause], zone: ZoneInfo, *, working_days: bool) -> tuple[Step, ...]:
    """The steps of each pause: what was used by then, and from when counting goes on."""
    steps: list[Step] = []
    for pause in pauses:
        told: dict[str, Json] = {
            "moment": moment_text(pause.start, zone),
            "used": counted.spent(pause.start),
            "budget": counted.budget,
            "measure": counted.measure,
            "reason": pause.reason,
            "open": pause.end is None,
        }
        steps.append(Step(at=pause.start.astimezone(UTC), why=StepReason.PAUSED, data=told))
        if pause.end is not None:
            following = counted.next_day(pause.end)
            resumed: dict[str, Json] = {
                "moment": moment_text(pause.end, zone),
                "next": following.isoformat() if following else None,
                "working": working_days,
            }
            steps.append(Step(at=pause.end.astimezone(UTC), why=StepReason.RESUMED, data=resumed))
    return tuple(steps)


quicken(Counted)
