"""What happens to an instruction, from its draft to the day it is taken off control."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from workflow.case import Executor, Resolution
from workflow.quick_values import quicken
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionDrafted:
    """An assistant proposed a resolution; the official accepts or changes it. None: the draft was used or dropped."""

    schema: ClassVar[int] = 1
    draft: Mapping[str, Json] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionIssued:
    """An official gave an instruction."""

    schema: ClassVar[int] = 1
    resolution: Resolution


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionReported:
    """An executor reported; the words are the personal value `text`."""

    schema: ClassVar[int] = 1
    resolution: UUID
    by: str
    at: datetime
    text: str
    commitment: str
    attachments: tuple[UUID, ...] = ()
    unit: str | None = None
    """the unit that executes, where no person is named"""
    acting: str | None = None
    """who reported in the place of `by`, who is absent"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckpointReminded:
    """Executors were asked for the interim report of checkpoint `number`, counted from 0."""

    schema: ClassVar[int] = 1
    resolution: UUID
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckpointReported:
    """An executor said how far the work is; the words are the personal value `text`."""

    schema: ClassVar[int] = 1
    resolution: UUID
    number: int
    by: str
    at: datetime
    text: str
    commitment: str
    acting: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LatenessExplained:
    """An executor said why the date was missed; the missed date stays counted."""

    schema: ClassVar[int] = 1
    resolution: UUID
    by: str
    at: datetime
    text: str
    commitment: str
    acting: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutorChanged:
    """Whoever gave the instruction put `executor` in the place of the `ordinal`-th one."""

    schema: ClassVar[int] = 1
    resolution: UUID
    ordinal: int
    executor: Executor
    by: str
    reason: str
    commitment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenResolutionsOverridden:
    """Whoever may said, with a reason, that the case goes on although these controlled resolutions are open."""

    schema: ClassVar[int] = 1
    resolutions: tuple[UUID, ...]
    by: str
    reason: str
    commitment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRequested:
    """An executor asked for a later date, before the old one had passed."""

    schema: ClassVar[int] = 1
    resolution: UUID
    by: str
    at: datetime
    due_date: date
    reason: str
    commitment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionDueMoved:
    """Whoever set the date moved it; a missed date stays counted as missed (`late`).

    `lead_too`: the lead's own date moved with it; what was recorded before that was so keeps the lead's date.
    """

    schema: ClassVar[int] = 1
    resolution: UUID
    due_date: date
    due: datetime
    warn_at: datetime | None
    overdue_at: datetime | None
    reason: str
    commitment: str
    late: bool
    lead_too: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionAccepted:
    """Taken off control: by whom, when."""

    schema: ClassVar[int] = 1
    resolution: UUID
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionReturned:
    """Sent back for rework, with a reason."""

    schema: ClassVar[int] = 1
    resolution: UUID
    by: str
    reason: str
    commitment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionRecalled:
    """Withdrawn by its author, with a reason."""

    schema: ClassVar[int] = 1
    resolution: UUID
    by: str
    reason: str
    commitment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionWarned:
    """Executors were reminded before the date."""

    schema: ClassVar[int] = 1
    resolution: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindersMoved:
    """The calendar changed: executors of a resolution are reminded and called late at other moments. The date stays."""

    schema: ClassVar[int] = 1
    resolution: UUID
    warn_at: datetime | None
    overdue_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionOverdue:
    """The date passed without acceptance or report; rung of the ladder of reminders."""

    schema: ClassVar[int] = 1
    resolution: UUID
    rung: int
    told: tuple[str, ...]


quicken(
    ResolutionDrafted,
    ResolutionIssued,
    ResolutionReported,
    CheckpointReminded,
    CheckpointReported,
    LatenessExplained,
    ExecutorChanged,
    OpenResolutionsOverridden,
    ExtensionRequested,
    ResolutionDueMoved,
    ResolutionAccepted,
    ResolutionReturned,
    ResolutionRecalled,
    ResolutionWarned,
    RemindersMoved,
    ResolutionOverdue,
)
