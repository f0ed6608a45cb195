"""Visas on a text, and lists of those who read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from workflow.acquaintance import Acquaintance
from workflow.quick_values import quicken
from workflow.review import Review, ReviewedText, ReviewStatus, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewOpened:
    """Reviewers were asked for their visas; a newer round about the same takes the place of an older."""

    schema: ClassVar[int] = 1
    review: Review


@dataclass(frozen=True, slots=True, kw_only=True)
class VisaGiven:
    """A reviewer said what they think of the text `text` (its digest); words are the personal value `remark`."""

    schema: ClassVar[int] = 1
    review: UUID
    reviewer: int
    verdict: Verdict
    by: str
    name: str
    position: str
    acting_for: str | None
    at: datetime
    text: str
    remark: str | None = None
    commitment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisasFallen:
    """The reviewed text changed (`changed`: names of its fields), so that everybody is asked again, by a new date."""

    schema: ClassVar[int] = 1
    review: UUID
    text: ReviewedText
    changed: tuple[str, ...]
    by: str
    acting_for: str | None
    at: datetime
    due_date: date | None = None
    due: datetime | None = None
    warn_at: datetime | None = None
    overdue_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedTextKept:
    """What is reviewed was given again word for word: the visas stay, on the words' new place."""

    schema: ClassVar[int] = 1
    review: UUID
    text: ReviewedText


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewClosed:
    """A round ended. `why` is agreed, not_agreed, withdrawn (with the words `reason`), asked_anew, case_closed or
    case_reopened."""

    schema: ClassVar[int] = 1
    review: UUID
    status: ReviewStatus
    why: str
    by: str
    at: datetime
    reason: str | None = None
    commitment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewWarned:
    """Those whose visa is awaited were reminded before the date."""

    schema: ClassVar[int] = 1
    review: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewOverdue:
    """The date passed without all visas; rung of the ladder of reminders."""

    schema: ClassVar[int] = 1
    review: UUID
    rung: int
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AcquaintanceAsked:
    """People were asked to read the case or a paper of it."""

    schema: ClassVar[int] = 1
    acquaintance: Acquaintance


@dataclass(frozen=True, slots=True, kw_only=True)
class AcquaintanceRead:
    """Somebody on the list has read, themselves or by who stands in for them."""

    schema: ClassVar[int] = 1
    acquaintance: UUID
    reader: str
    by: str
    acting_for: str | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AcquaintanceOverdue:
    """The date passed and somebody on the list has not read."""

    schema: ClassVar[int] = 1
    acquaintance: UUID
    rung: int
    told: tuple[str, ...]


quicken(
    ReviewOpened,
    VisaGiven,
    VisasFallen,
    ReviewedTextKept,
    ReviewClosed,
    ReviewWarned,
    ReviewOverdue,
    AcquaintanceAsked,
    AcquaintanceRead,
    AcquaintanceOverdue,
)
