"""What leaves the usual way: another body, a programme with milestones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from workflow.case import Forwarding, Programme
from workflow.quick_values import quicken


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarded:
    """The case was sent to whom it belongs, in time or late; to whom is an input of the transition."""

    schema: ClassVar[int] = 1
    forwarding: Forwarding


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideAnswered:
    """The other body answered; the words are the personal value `text`."""

    schema: ClassVar[int] = 1
    answered: date
    by: str
    text: str
    commitment: str
    attachments: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredProgramme:
    """The case went into a programme, with a promise and milestones."""

    schema: ClassVar[int] = 1
    programme: Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneReached:
    """Milestone `number` (from 1) of the programme was reached."""

    schema: ClassVar[int] = 1
    number: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneMissed:
    """The day of milestone `number` passed without it; 0 is the promise itself."""

    schema: ClassVar[int] = 1
    number: int
    told: tuple[str, ...] = ()


quicken(Forwarded, OutsideAnswered, EnteredProgramme, MilestoneReached, MilestoneMissed)
