"""All calendars of an installation together, by id.

Pure. Read from files by `calendar_file.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workflow.definition.office_calendar import Calendar
from workflow.errors import DefinitionError


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPair:
    """What counting a term needs: working days by `days`, working hours by `hours`."""

    days: Calendar
    hours: Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarBook:
    """Calendars by id."""

    calendars: Mapping[str, Calendar]

    def calendar(self, calendar_id: str) -> Calendar:
        """One calendar. Raises DefinitionError `unknown_calendar` (data: calendar)."""
        try:
            return self.calendars[calendar_id]
        except KeyError:
            raise DefinitionError("unknown_calendar", calendar=calendar_id) from None

    def pair(self, calendar_id: str) -> CalendarPair:
        """The jurisdiction and the office meant by one name.

        An office brings its jurisdiction's working days; a jurisdiction brings the hours of its usual office, if it
        names one. Raises DefinitionError `unknown_calendar`.
        """
        named = self.calendar(calendar_id)
        if named.jurisdiction is not None:
            return CalendarPair(days=self.calendar(named.jurisdiction), hours=named)
        return CalendarPair(days=named, hours=self.calendar(named.office) if named.office else named)
