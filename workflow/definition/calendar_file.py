"""Calendars read from `definitions/_shared/calendars/*.yaml`.

The only place that knows the `holidays` package: it becomes plain dates here, so the engine sees no package. All
mistakes of a file are told at once, with their paths.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType

import holidays as public_holidays
from holidays.constants import PUBLIC, WORKDAY

from workflow.definition.calendar_book import CalendarBook
from workflow.definition.calendar_schema import (
    WEEKDAYS,
    CalendarSchema,
    CalendarSource,
    JurisdictionSource,
    OfficeSource,
)
from workflow.definition.office_calendar import Calendar
from workflow.definition.shared_yaml import read_shared
from workflow.errors import DefinitionError

_CODE = "calendar_file_invalid"


def load_calendars(folder: Path) -> CalendarBook:
    """Every calendar of a folder.

    Raises DefinitionError `calendar_file_invalid` (data: file, mistakes): wrong shape, a name that is not the file's,
    an office of an unknown jurisdiction.
    """
    sources = [_read(path) for path in sorted(folder.glob("*.yaml"))]
    made = {one.calendar: _jurisdiction(one) for one in sources if isinstance(one, JurisdictionSource)}
    offices = [one for one in sources if isinstance(one, OfficeSource)]
    for office in offices:
        if office.jurisdiction not in made:
            raise _invalid(office.calendar, f"jurisdiction: there is no jurisdiction {office.jurisdiction}")
    usual = {one.id: one.office for one in made.values() if one.office}
    made |= {office.calendar: _office(office, made[office.jurisdiction]) for office in offices}
    for jurisdiction, office_id in usual.items():
        if office_id not in made:
            raise _invalid(jurisdiction, f"office: there is no calendar {office_id}")
    return CalendarBook(calendars=MappingProxyType(made))


def _read(path: Path) -> CalendarSource:
    source = read_shared(path, CalendarSchema(), CalendarSource, _CODE)
    if source.calendar != path.stem:
        raise _invalid(path.stem, f"calendar: {source.calendar} is not the file's name")
    return source


def _invalid(name: str, mistake: str) -> DefinitionError:
    return DefinitionError(_CODE, file=f"{name}.yaml", mistakes=[mistake])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Days:
    off: Mapping[date, str]
    working_holidays: Mapping[date, str]
    extra: Mapping[date, str]


def _jurisdiction(source: JurisdictionSource) -> Calendar:
    days = _expanded(source, source.valid_from, source.valid_to)
    return Calendar(
        id=source.calendar,
        title=source.title,
        version=source.version,
        zone=source.zone,
        workdays=_weekdays(source.workdays),
        valid_from=source.valid_from,
        valid_to=source.valid_to,
        holidays=MappingProxyType(dict(days.off)),
        working_holidays=MappingProxyType(dict(days.working_holidays)),
        extra_workdays=MappingProxyType(dict(days.extra)),
        office=source.office,
    )


def _office(source: OfficeSource, jurisdiction: Calendar) -> Calendar:
    hours = {WEEKDAYS.index(weekday): spans for weekday, spans in source.hours}
    working = {named.day: named.name for named in source.working_days}
    off = {named.day: named.name for named in source.days_off}
    return Calendar(
        id=source.calendar,
        title=source.title,
        version=source.version,
        zone=jurisdiction.zone,
        workdays=frozenset(hours),
        valid_from=jurisdiction.valid_from,
        valid_to=jurisdiction.valid_to,
        hours=MappingProxyType(hours),
        holidays=MappingProxyType({**jurisdiction.holidays, **off}),
        working_holidays=jurisdiction.working_holidays,
        extra_workdays=MappingProxyType(
            {day: name for day, name in jurisdiction.extra_workdays.items() if day not in off} | working
        ),
        special_hours=MappingProxyType({special.day: special.hours for special in source.special_days}),
        jurisdiction=jurisdiction.id,
        slots=source.slots,
        room=source.room,
    )


def _expanded(source: JurisdictionSource, first: date, last: date) -> _Days:
    """Public holidays as plain dates: those off, those worked, and weekend days worked instead of a day off."""
    off: dict[date, str] = {}
    worked: dict[date, str] = {}
    extra: dict[date, str] = {}
    if source.country is not None:
        years = range(first.year, last.year + 1)
        known = public_holidays.country_holidays(
            source.country, years=years, language=source.language, categories=(PUBLIC,)
        )
        extra |= dict.fromkeys(known.weekend_workdays, "")
        for day, name in known.items():
            (worked if _works(source, day) else off)[day] = name
        for day, name in _suspended(source.country, source.language, years):
            if _works(source, day):
                worked[day] = name
            else:
                off |= _with_weekend_move(day, name, off, _weekdays(source.workdays))
    off |= {named.day: named.name for named in source.days_off}
    extra |= {named.day: named.name for named in source.working_days}
    for named in source.working_days:
        off.pop(named.day, None)
    for named in source.days_off:
        extra.pop(named.day, None)
        worked.pop(named.day, None)
    return _Days(off=off, working_holidays=worked, extra=extra)


def _suspended(country: str, language: str | None, years: Iterable[int]) -> list[tuple[date, str]]:
    """Holidays that the package itself takes for working days at present (it knows martial law, not its end)."""
    if WORKDAY not in getattr(public_holidays, country).supported_categories:
        return []
    found = public_holidays.country_holidays(country, years=years, language=language, categories=(WORKDAY,))
    return sorted(found.items())


def _with_weekend_move(day: date, name: str, off: Mapping[date, str], workdays: frozenset[int]) -> dict[date, str]:
    """A holiday on a weekend brings the next working day off (Labour Code, art. 67)."""
    found = {day: name}
    if day.weekday() not in workdays:
        moved = day + timedelta(days=1)
        while moved.weekday() not in workdays or moved in off:
            moved += timedelta(days=1)
        found[moved] = f"{name} (вихідний)"
    return found


def _works(source: JurisdictionSource, day: date) -> bool:
    return any(
        stretch.first <= day and (stretch.last is None or day <= stretch.last) for stretch in source.holidays_work
    )


def _weekdays(names: Iterable[str]) -> frozenset[int]:
    return frozenset(WEEKDAYS.index(name) for name in names)
