"""Working hours as instants: openings of an office, and adding, subtracting and measuring time inside them.

Pure. All instants are aware; amounts are real elapsed time, so a change of the clocks inside an opening is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from workflow.definition.office_calendar import Calendar
from workflow.engine.calendar import ONE_DAY, at_local, day_start, hours_on, local_date
from workflow.errors import DefinitionError


class Span(NamedTuple):
    """From `start` (included) to `end` (excluded), both UTC."""

    start: datetime
    end: datetime


def openings(office: Calendar, day: date) -> tuple[Span, ...]:
    """When the office is open on a local day, in order."""
    known = _OPENINGS.get((id(office), day))
    # Found by identity, for a calendar is too large to hash; it is kept beside, so that its identity is not given anew.
    if known is not None and known[0] is office:
        return known[1]
    if len(_OPENINGS) >= _MOST_KEPT:
        _OPENINGS.clear()
    spans = _looked_up(office, day)
    _OPENINGS[id(office), day] = (office, spans)
    return spans


_OPENINGS: dict[tuple[int, date], tuple[Calendar, tuple[Span, ...]]] = {}
_MOST_KEPT = 4096


def _looked_up(office: Calendar, day: date) -> tuple[Span, ...]:
    spans: list[Span] = []
    for hours in hours_on(office, day):
        ends_day = hours.closes == time.min
        closes = day_start(day + ONE_DAY, office.zone) if ends_day else at_local(day, hours.closes, office.zone)
        opens = at_local(day, hours.opens, office.zone)
        if opens < closes:
            spans.append(Span(opens, closes))
    return tuple(sorted(spans) if len(spans) > 1 else spans)


def openings_from(office: Calendar, instant: datetime) -> Iterator[Span]:
    """Openings that end after `instant`, the first one cut to begin at it. Raises when the calendar ends."""
    _require_hours(office)
    day = local_date(instant, office.zone)
    while True:
        for span in openings(office, day):
            if span.end > instant:
                yield Span(max(span.start, instant), span.end)
        day += ONE_DAY


def openings_before(office: Calendar, instant: datetime) -> Iterator[Span]:
    """Openings that begin before `instant`, latest first, the first one cut to end at it."""
    _require_hours(office)
    day = local_date(instant, office.zone)
    while True:
        for span in reversed(openings(office, day)):
            if span.start < instant:
                yield Span(span.start, min(span.end, instant))
        day -= ONE_DAY


def is_open(office: Calendar, instant: datetime) -> bool:
    """Whether the office is open at `instant`."""
    return any(span.start <= instant < span.end for span in openings(office, local_date(instant, office.zone)))


def first_opening(office: Calendar, day: date) -> datetime:
    """When the office opens on `day`, or on the last open day before it: a warning comes early rather than late."""
    _require_hours(office)
    while not (spans := openings(office, day)):
        day -= ONE_DAY
    return spans[0].start


def without(spans: Iterable[Span], gaps: Sequence[Span]) -> Iterator[Span]:
    """`spans` less `gaps`; both in order, gaps not overlapping."""
    for span in spans:
        start = span.start
        for gap in gaps:
            if gap.end <= start or gap.start >= span.end:
                continue
            if gap.start > start:
                yield Span(start, gap.start)
            start = gap.end
        if start < span.end:
            yield Span(start, span.end)


def reach(spans: Iterable[Span], amount: timedelta) -> datetime:
    """The instant by which `amount` has passed inside `spans`: the end of an opening rather than the next start."""
    for span in spans:
        length = span.end - span.start
        if amount <= length:
            return span.start + amount
        amount -= length
    raise ValueError("the spans end before the amount is reached")


def reach_back(spans: Iterable[Span], amount: timedelta) -> datetime:
    """The latest instant from which `amount` remains inside `spans`, which come latest first."""
    for span in spans:
        length = span.end - span.start
        if amount <= length:
            return span.end - amount
        amount -= length
    raise ValueError("the spans end before the amount is reached")


def elapsed(spans: Iterable[Span], until: datetime) -> timedelta:
    """How much of `spans` lies before `until`; stops at the first span that begins later."""
    total = timedelta(0)
    for span in spans:
        if span.start >= until:
            break
        total += min(span.end, until) - span.start
    return total


def _require_hours(office: Calendar) -> None:
    if not any(office.hours.values()):
        raise DefinitionError("office_without_hours", calendar=office.id)
