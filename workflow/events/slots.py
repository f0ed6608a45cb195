"""Hours of a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from workflow.case import Booking
from workflow.quick_values import quicken


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotBooked:
    """A slot was sold to this case."""

    schema: ClassVar[int] = 1
    booking: Booking


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotReleased:
    """The slot is free again."""

    schema: ClassVar[int] = 1
    calendar: str
    slot: str


quicken(SlotBooked, SlotReleased)
