"""A round of reviews (погодження) on a case: who is asked, what they said, over which text. Frozen values.

Remarks and the reviewed words themselves are personal values; here stand their places and commitments (ADR 0016).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from workflow.values import Json


class Verdict(StrEnum):
    """What a reviewer says; the last two come with words."""

    AGREED = "agreed"
    AGREED_WITH_REMARKS = "agreed_with_remarks"
    NOT_AGREED = "not_agreed"


class ReviewStatus(StrEnum):
    """Where a round stands. FAILED: too many did not agree; WITHDRAWN: by its opener, or overtaken by the case."""

    OPEN = "open"
    COMPLETE = "complete"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """One seat of a round, counted from 1: whoever holds `role`, or the one person named."""

    number: int
    role: str | None = None
    username: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visa:
    """What one reviewer said. `remark` names the personal value of the words; `fallen`: the text changed since."""

    reviewer: int
    verdict: Verdict
    by: str
    name: str
    position: str
    acting_for: str | None
    at: datetime
    remark: str | None = None
    fallen: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedText:
    """What is reviewed, by name of field: `plain` values, and `places` of the personal ones.

    `digest` is SHA-256 (hex) over both and the paper's template: equal digests are the same text.
    """

    digest: str
    plain: Mapping[str, Json] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One round. `document` is the type of paper that is reviewed, None for the case itself.

    `needed` of the reviewers must agree. `prepared` are usernames of those whose text it is: nobody reviews what they
    prepared when `separation` holds. `earlier` is the text that the fallen visas were given on. `due` is the first
    instant after the time allowed.
    """

    id: UUID
    transition: str
    document: str | None
    opener: str
    acting_for: str | None
    opened: datetime
    reviewers: tuple[Reviewer, ...]
    in_turn: bool
    needed: int
    separation: bool
    text: ReviewedText
    prepared: tuple[str, ...] = ()
    visas: tuple[Visa, ...] = ()
    earlier: ReviewedText | None = None
    changed: tuple[str, ...] = ()
    status: ReviewStatus = ReviewStatus.OPEN
    due_date: date | None = None
    due: datetime | None = None
    warn_at: datetime | None = None
    overdue_at: datetime | None = None
    warned: bool = False
    overdue_told: int = 0
    closed: datetime | None = None
    closed_by: str | None = None
    reason: str | None = None
    """the personal value of the words it was withdrawn with"""
    successor: str | None = None
    """whose round it is since whoever asked for it left"""

    @property
    def standing(self) -> tuple[Visa, ...]:
        """Visas on the present text."""
        return tuple(one for one in self.visas if one.fallen is None)

    @property
    def waiting(self) -> tuple[Reviewer, ...]:
        """Reviewers who have not said anything on the present text, in order."""
        said = {one.reviewer for one in self.standing}
        return tuple(one for one in self.reviewers if one.number not in said)

    @property
    def asked(self) -> tuple[Reviewer, ...]:
        """Whose turn it is now; nobody's once the round is over."""
        if self.status is not ReviewStatus.OPEN:
            return ()
        return self.waiting[:1] if self.in_turn else self.waiting
