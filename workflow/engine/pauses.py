"""Pauses of a term: times in which it stands still.

Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from workflow.engine.calendar import day_start
from workflow.engine.working_time import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """From `start` (included) to `end` (excluded); `end` None while it lasts. Both aware.

    `reason` is a plain text without personal data, told to whoever asks why the date is what it is.
    """

    start: datetime
    end: datetime | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or (self.end is not None and self.end.tzinfo is None):
            raise ValueError("a pause needs aware instants")
        if self.end is not None and self.end < self.start:
            raise ValueError("a pause ends before it starts")


def still_open(pauses: Sequence[Pause]) -> Pause | None:
    """The pause that has not ended yet: the earliest, should there be several."""
    return min(
        (pause for pause in pauses if pause.end is None),
        key=lambda pause: pause.start,
        default=None,
    )


def gaps(pauses: Sequence[Pause], start: datetime) -> tuple[Span, ...]:
    """Ended pauses from `start` on, in order and merged where they touch or overlap. Open ones are left out."""
    if not pauses:
        return ()
    merged: list[Span] = []
    for begin, end in sorted((max(pause.start, start), pause.end) for pause in pauses if pause.end is not None):
        if begin >= end:
            continue
        if merged and begin <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, end))
        else:
            merged.append(Span(begin, end))
    return tuple(merged)


def midnight_inside(found: Sequence[Span], day: date, zone: ZoneInfo) -> bool:
    """Whether the local midnight that begins `day` lies inside a pause: such a day is not counted."""
    midnight = day_start(day, zone)
    return any(gap.start <= midnight < gap.end for gap in found)
