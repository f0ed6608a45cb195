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
class CheckpointOrder:
    """A wanted interim date: `note` says what is looked at."""

    due: date
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatOrder:
    """The resolution comes again every `step` units `every` (see `EVERY`), the last time not after `until`."""

    every: str
    until: date
    step: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionOrder:
    """A wanted resolution. `control` None takes what the transition's rule says; else none, author or a role.

    `about`: in a few words what it is about, for reminders.
    """

    text: str
    executors: tuple[ExecutorOrder, ...] = ()
    due: date | datetime | None = None
    control: str | None = None
    checkpoints: tuple[CheckpointOrder, ...] = ()
    repeat: RepeatOrder | None = None
    about: str = ""
