"""What somebody asks for when they give an instruction: the input shape that commands with resolutions share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from workflow.case import ExecutorRole


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutorOrder:
    """One wanted executor: exactly one of `username` and `unit`; `due` a day (its end) or an instant."""

    username: str | None = None
    unit: str | None = None
    role: ExecutorRole = ExecutorRole.LEAD
    due: date | datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionOrder:
    """A wanted resolution. `control` None takes what the transition's rule says; else none, author or a role."""

    text: str
    executors: tuple[ExecutorOrder, ...] = ()
    due: date | datetime | None = None
    control: str | None = None
