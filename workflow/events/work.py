"""Work by hand: wanted, done; a piece of work delegated, and back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from workflow.case import Work
from workflow.delegation import Delegation, DelegationEnd
from workflow.quick_values import quicken


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkAdded:
    """Something has to be done by hand: a line of somebody's queue."""

    schema: ClassVar[int] = 1
    work: Work


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDone:
    """Somebody did it; the words are the personal value `note`."""

    schema: ClassVar[int] = 1
    work: UUID
    by: str
    at: datetime
    note: str
    commitment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDelegated:
    """One paper or one piece of work was handed to another person for a while."""

    schema: ClassVar[int] = 1
    delegation: Delegation


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationEnded:
    """It came back: taken back, given back, or the time was over."""

    schema: ClassVar[int] = 1
    delegation: UUID
    how: DelegationEnd
    at: datetime


quicken(WorkAdded, WorkDone, WorkDelegated, DelegationEnded)
