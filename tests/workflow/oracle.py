"""A second, slow and differently built way to count a term, to hold the engine against.

It walks through real time and watches: midnights go by, minutes go by. It shares with the engine only the frozen term
and pause; its holidays are asked of the package directly, its months found by turning leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

from workflow.definition.law import Unit
from workflow.engine.deadlines import Pause, Term

KYIV = ZoneInfo("Europe/Kyiv")
MARTIAL_LAW = date(2022, 3, 15)
MINUTE = timedelta(minutes=1)


@cache
def _holidays(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("UA", years=year)


def working_day(day: date) -> bool:
    """Monday to Friday less holidays, with the weekend days worked for a moved one; no holidays under martial law."""
    if day >= MARTIAL_LAW:
        return day.isoweekday() <= 5
    known = _holidays(day.year)
    return day in known.weekend_workdays or (day.isoweekday() <= 5 and day not in known)


def midnights(after: datetime) -> Iterator[datetime]:
    """Every instant after `after` at which the wall calendar in Kyiv turns a leaf, found by looking each quarter."""
    instant = after.replace(minute=after.minute // 15 * 15, second=0, microsecond=0)
    leaf = after.astimezone(KYIV).date()
    while True:
        instant += 15 * MINUTE
        today = instant.astimezone(KYIV).date()
        if today != leaf:
            leaf = today
            yield instant


def standing(pauses: Sequence[Pause], instant: datetime) -> bool:
    """Whether the term stands still at `instant`."""
    return any(pause.start <= instant and (pause.end is None or instant < pause.end) for pause in pauses)


def last_day(term: Term, start: datetime, pauses: Sequence[Pause]) -> date:
    """The last permitted day of a term in days, by watching midnights until the first one that finds it spent."""
    began = start.astimezone(KYIV).date()
    counts, left = _budget(term, began)
    if not term.counting.from_next_day and counts(began):
        left -= 1
    for midnight in midnights(start):
        today = midnight.astimezone(KYIV).date()
        if standing(pauses, midnight):
            continue
        yesterday = today - timedelta(days=1)
        if left <= 0 and (working_day(yesterday) or not term.counting.move_off_day):
            return yesterday
        if left > 0 and counts(today):
            left -= 1
    raise AssertionError("midnights never end")


def _budget(term: Term, began: date) -> tuple[Callable[[date], bool], int]:
    if term.unit is Unit.WORKING_DAY:
        return working_day, term.length
    months = {Unit.MONTH: 1, Unit.YEAR: 12}.get(term.unit)
    if months is None:
        return lambda day: True, term.length
    return lambda day: True, _leaves(began, months * term.length)


def _leaves(began: date, months: int) -> int:
    """How many leaves to turn until the same day number so many months on, or that month's last."""
    turned, day = 0, began
    while months or day.day != began.day:
        tomorrow = day + timedelta(days=1)
        if not months and tomorrow.day == 1:
            break
        months -= tomorrow.day == 1
        turned, day = turned + 1, tomorrow
    return turned


def runs_out(minutes: int, start: datetime, pauses: Sequence[Pause], is_open: Callable[[datetime], bool]) -> datetime:
    """The instant by which so many open minutes have passed, by watching every minute; `start` is a whole minute."""
    instant = start.astimezone(UTC)
    while minutes:
        if is_open(instant.astimezone(KYIV)) and not standing(pauses, instant):
            minutes -= 1
        instant += MINUTE
    return instant
