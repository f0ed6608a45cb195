"""Counting a term in days: calendar days, working days, months, years.

Pure. The rules are told in `deadlines.py`.
"""

from __future__ import annotations

import calendar as month_lengths
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta

from workflow.definition.law import Unit
from workflow.definition.office_calendar import Calendar
from workflow.engine.calendar import (
    ONE_DAY,
    day_kind,
    day_start,
    is_working_day,
    local_date,
)
from workflow.engine.counted import Counted
from workflow.engine.pauses import Pause, gaps, midnight_inside
from workflow.engine.steps import Step, StepReason
from workflow.engine.term import Term
from workflow.engine.working_time import Span
from workflow.values import Json


def count_days(term: Term, start: datetime, pauses: Sequence[Pause], calendar: Calendar) -> Counted:
    """Counts a term in days; `pauses` have all ended. Raises DefinitionError `calendar_out_of_range`."""
    zone = calendar.zone
    start_day = local_date(start, zone)
    first = start_day + ONE_DAY if term.counting.from_next_day else start_day
    working = term.counted_unit is Unit.WORKING_DAY
    budget = term.length if working else (plain_end(term, start_day) - first).days + 1
    stood = gaps(pauses, start)

    def counts(day: date) -> bool:
        return not midnight_inside(stood, day, zone) and (not working or is_working_day(calendar, day))

    days = _take(first, budget, counts)
    ended = _out_of_pauses(days[-1], stood, calendar)
    last = _on_working_day(ended, stood, calendar) if working or term.counting.move_off_day else ended
    tell = _tell_working_days if working else _tell_plain_days
    before, after = tell(term, start, days, ended, last, calendar)
    return Counted(
        last_day=last,
        deadline=day_start(last + ONE_DAY, zone),
        before_pauses=before,
        after_pauses=after,
        measure="day",
        budget=budget,
        spent=lambda at: sum(day_start(day, zone) <= at for day in days),
        next_day=lambda at: next((day for day in days if day_start(day, zone) >= at), None),
    )


def plain_end(term: Term, start_day: date) -> date:
    """The last day of a term in calendar days, months or years when nothing intervenes."""
    skipped = ONE_DAY if not term.counting.from_next_day else timedelta(0)
    match term.counted_unit:
        case Unit.MONTH:
            return add_months(start_day, term.length) - skipped
        case Unit.YEAR:
            return add_months(start_day, 12 * term.length) - skipped
        case _:
            return start_day + timedelta(days=term.length) - skipped


def add_months(day: date, count: int) -> date:
    """The same day number `count` months on (or back), or that month's last day."""
    years, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(years, month + 1, min(day.day, month_lengths.monthrange(years, month + 1)[1]))


def _take(day: date, count: int, counts: Callable[[date], bool]) -> list[date]:
    taken: list[date] = []
    while len(taken) < count:
        if counts(day):
            taken.append(day)
        day += ONE_DAY
    return taken


def _out_of_pauses(day: date, stood: Sequence[Span], calendar: Calendar) -> date:
    """No term ends inside a pause: on to the first day whose closing midnight is outside."""
    while midnight_inside(stood, day + ONE_DAY, calendar.zone):
        day += ONE_DAY
    return day


def _on_working_day(day: date, stood: Sequence[Span], calendar: Calendar) -> date:
    while not is_working_day(calendar, day):
        day = _out_of_pauses(day + ONE_DAY, stood, calendar)
    return day


_Told = tuple[tuple[Step, ...], tuple[Step, ...]]


def _tell_working_days(
    term: Term,
    start: datetime,
    days: Sequence[date],
    ended: date,
    last: date,
    calendar: Calendar,
) -> _Told:
    start_day = local_date(start, calendar.zone)
    first = start_day + ONE_DAY if term.counting.from_next_day else start_day
    first_counted = next(day for day in _days_from(first) if is_working_day(calendar, day))
    set_data = {
        **term.told(),
        "day": start_day.isoformat(),
        "first_day": first_counted.isoformat(),
    }
    skipped = [(day, day_kind(calendar, day)) for day in _between(first, days[-1])]
    holidays = [(day, kind.name) for day, kind in skipped if kind.reason == "holiday" and _on_workday(calendar, day)]
    counted: dict[str, Json] = {"days": [day.isoformat() for day in days]}
    return (
        (
            *_unit_told(term, start_day),
            Step(at=start, why=StepReason.TERM_SET, data=set_data),
        ),
        (
            *(
                Step(
                    at=day,
                    why=StepReason.DAY_OFF_SKIPPED,
                    data={"day": day.isoformat(), "name": name},
                )
                for day, name in holidays
            ),
            Step(at=days[-1], why=StepReason.DAYS_COUNTED, data=counted),
            *_shift_told(days[-1], ended),
            *(_last_day_told(ended, last, calendar, moves=True) if ended != last else ()),
        ),
    )


def _tell_plain_days(
    term: Term,
    start: datetime,
    days: Sequence[date],
    ended: date,
    last: date,
    calendar: Calendar,
) -> _Told:
    start_day = local_date(start, calendar.zone)
    end = plain_end(term, start_day)
    return (
        (
            Step(at=start, why=StepReason.RECEIVED, data={"day": start_day.isoformat()}),
            *_unit_told(term, start_day),
            Step(
                at=end,
                why=StepReason.TERM_ENDS,
                data={**term.told(), "day": end.isoformat()},
            ),
        ),
        (
            *_shift_told(end, ended),
            *_last_day_told(ended, last, calendar, moves=term.counting.move_off_day),
        ),
    )


def _unit_told(term: Term, start_day: date) -> tuple[Step, ...]:
    if term.unit is not Unit.DAY:
        return ()
    data: dict[str, Json] = {
        "length": term.length,
        "below": term.counting.working_days_below,
        "unit": term.counted_unit.value,
    }
    return (Step(at=start_day, why=StepReason.UNIT_CHOSEN, data=data),)


def _shift_told(end: date, ended: date) -> tuple[Step, ...]:
    if ended == end:
        return ()
    data: dict[str, Json] = {"days": (ended - end).days, "day": ended.isoformat()}
    return (Step(at=ended, why=StepReason.SHIFTED, data=data),)


def _last_day_told(ended: date, last: date, calendar: Calendar, *, moves: bool) -> tuple[Step, ...]:
    kind = day_kind(calendar, ended)
    if kind.working:
        name = kind.name if kind.reason == "working_holiday" else ""
        return (
            Step(
                at=ended,
                why=StepReason.IS_WORKING_DAY,
                data={"day": ended.isoformat(), "name": name},
            ),
        )
    if not moves:
        return (
            Step(
                at=ended,
                why=StepReason.STAYS_ON_DAY_OFF,
                data={"day": ended.isoformat()},
            ),
        )
    kinds = [(day, day_kind(calendar, day)) for day in _between(ended, last)]
    holidays: list[Json] = [
        {"day": day.isoformat(), "name": kind.name} for day, kind in kinds if kind.reason == "holiday"
    ]
    data: dict[str, Json] = {
        "from": ended.isoformat(),
        "to": last.isoformat(),
        "holidays": holidays,
    }
    return (Step(at=last, why=StepReason.MOVED_OFF_DAY, data=data),)


def _on_workday(calendar: Calendar, day: date) -> bool:
    return day.weekday() in calendar.workdays


def _days_from(day: date) -> Iterator[date]:
    while True:
        yield day
        day += ONE_DAY


def _between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
