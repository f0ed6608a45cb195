"""Calendars as frozen values: the jurisdiction's working days, an office's hours, a reception's slots.

Pure: plain dates, no holiday package, no YAML (those are in `calendar_file.py`). Questions such as "is this a working
day" are answered in `workflow/engine/calendar.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """One opening of an office, in local time; `closes` 00:00 is the end of that day."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotPlan:
    """How opening hours are cut into appointments.

    `notice`: the least time between booking and start. `horizon_days`: how many days ahead one may book.
    """

    length: timedelta
    capacity: int = 1
    notice: timedelta = timedelta(0)
    horizon_days: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Working days of a jurisdiction, or working hours of one of its offices.

    `workdays`: weekdays, Monday is 0. `hours`: openings by weekday (empty for a jurisdiction). `holidays`: days off by
    date with their names, those decreed included. `working_holidays`: public holidays that are working days all the
    same (martial law), with names: they change no date and are only told. `extra_workdays`: days that work though
    their weekday does not, with the reason. `special_hours`: openings of single days, () for closed. `jurisdiction`:
    id of the calendar an office's working days come from. `office`: of a jurisdiction, whose hours count when nobody
    names an office. Days outside `valid_from`–`valid_to` are unknown.
    """

    id: str
    zone: ZoneInfo
    workdays: frozenset[int]
    valid_from: date
    valid_to: date
    version: int = 1
    title: str = ""
    hours: Mapping[int, tuple[Hours, ...]] = field(default_factory=dict, hash=False)
    holidays: Mapping[date, str] = field(default_factory=dict, hash=False)
    working_holidays: Mapping[date, str] = field(default_factory=dict, hash=False)
    extra_workdays: Mapping[date, str] = field(default_factory=dict, hash=False)
    special_hours: Mapping[date, tuple[Hours, ...]] = field(default_factory=dict, hash=False)
    jurisdiction: str | None = None
    office: str | None = None
    slots: SlotPlan | None = None
    room: str = ""
