"""Questions about days: is it a working day, why not, which is the next; and local days as instants.

Pure. Working hours are in `working_time.py`, terms in `deadlines.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from workflow.definition.office_calendar import Calendar, Hours
from workflow.errors import DefinitionError

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayKind:
    """What a day is. `reason` is `workday`, `weekend`, `holiday`, `working_holiday` or `extra_workday`."""

    working: bool
    reason: str
    name: str = ""


def day_kind(calendar: Calendar, day: date) -> DayKind:
    """What `day` is in the jurisdiction.

    Raises DefinitionError `calendar_out_of_range` for a day the calendar does not know: better none than a wrong one.
    """
    if not calendar.valid_from <= day <= calendar.valid_to:
        raise DefinitionError("calendar_out_of_range", calendar=calendar.id, day=day.isoformat())
    if day in calendar.extra_workdays:
        return DayKind(working=True, reason="extra_workday", name=calendar.extra_workdays[day])
    if day in calendar.holidays:
        return DayKind(working=False, reason="holiday", name=calendar.holidays[day])
    if day.weekday() not in calendar.workdays:
        return DayKind(working=False, reason="weekend")
    if day in calendar.working_holidays:
        return DayKind(working=True, reason="working_holiday", name=calendar.working_holidays[day])
    return DayKind(working=True, reason="workday")


def is_working_day(calendar: Calendar, day: date) -> bool:
    """Whether `day` is a working day of the jurisdiction. Raises as `day_kind`."""
    return day_kind(calendar, day).working


def next_working_day(calendar: Calendar, day: date) -> date:
    """The first working day after `day`."""
    day += ONE_DAY
    while not is_working_day(calendar, day):
        day += ONE_DAY
    return day


def working_days_before(calendar: Calendar, day: date, count: int) -> date:
    """The day from which `count` working days remain up to and including `day`: Friday less two is Wednesday."""
    for _ in range(count):
        day -= ONE_DAY
        while not is_working_day(calendar, day):
            day -= ONE_DAY
    return day


def working_days_between(calendar: Calendar, after: date, until: date) -> int:
    """How many working days lie after `after` up to and including `until`; 0 if none or in the wrong order.

    Friday's date is overdue by one working day on Monday.
    """
    span = range(1, (until - after).days + 1)
    return sum(is_working_day(calendar, after + timedelta(days=n)) for n in span)


def hours_on(office: Calendar, day: date) -> tuple[Hours, ...]:
    """When an office is open on `day`, local time, in order; () when closed.

    An extra working day whose weekday has no hours keeps those of the week's first open day.
    """
    if day in office.special_hours:
        return office.special_hours[day]
    if not office.valid_from <= day <= office.valid_to:
        raise DefinitionError("calendar_out_of_range", calendar=office.id, day=day.isoformat())
    if day in office.extra_workdays and not office.hours.get(day.weekday()):
        return next(
            (office.hours[weekday] for weekday in sorted(office.hours) if office.hours[weekday]),
            (),
        )
    if day in office.holidays and day not in office.extra_workdays:
        return ()
    return office.hours.get(day.weekday(), ())


@lru_cache(maxsize=8192)
def at_local(day: date, moment: time, zone: ZoneInfo) -> datetime:
    """A local date and time as an instant in UTC.

    Of a time that happens twice the first is meant; one that is skipped means as much later as was skipped.
    """
    return datetime.combine(day, moment, zone).astimezone(UTC)


def day_start(day: date, zone: ZoneInfo) -> datetime:
    """Local midnight at the beginning of `day`, in UTC."""
    return at_local(day, time.min, zone)


def local_date(instant: datetime, zone: ZoneInfo) -> date:
    """The day on the wall calendar at `instant`."""
    return instant.astimezone(zone).date()
