"""What happens to a line of the deadline ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from workflow.case import Deadline
from workflow.engine.pauses import Pause
from workflow.quick_values import quicken


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineSet:
    """A clock started, or was dated anew (`why`: started, resumed, calendar, extended)."""

    schema: ClassVar[int] = 1
    deadline: Deadline
    why: str = "started"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinePaused:
    """A clock stands still since `pause.since`."""

    schema: ClassVar[int] = 1
    clock: str
    pause: Pause


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineStopped:
    """A clock reached its stop; `late` if it was past its deadline."""

    schema: ClassVar[int] = 1
    clock: str
    at: datetime
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineWarned:
    """The warning before a deadline was given."""

    schema: ClassVar[int] = 1
    clock: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineBlown:
    """A clock ran out; `rung` is the step of its ladder, `told` whom it reached."""

    schema: ClassVar[int] = 1
    clock: str
    rung: int
    told: tuple[str, ...] = ()


quicken(DeadlineSet, DeadlinePaused, DeadlineStopped, DeadlineWarned, DeadlineBlown)
