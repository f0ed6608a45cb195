"""Days the demo town has already lived: working days counted back from now, and moments on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_WEDNESDAY = 2
_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDays:
    """`now` is when the demo is loaded; day 0 is the last whole working day before it, day 1 the one before that …"""

    now: datetime
    zone: ZoneInfo

    def day(self, back: int) -> date:
        """The working day `back` working days before day 0."""
        day = self.now.astimezone(self.zone).date()
        for _ in range(back + 1):
            day -= timedelta(days=1)
            while day.weekday() >= _SATURDAY:
                day -= timedelta(days=1)
        return day

    def at(self, back: int, clock: str) -> datetime:
        """A moment of that day, local `HH:MM`."""
        return datetime.combine(self.day(back), time.fromisoformat(clock), tzinfo=self.zone)

    def ahead(self, days: int) -> date:
        """The working day `days` working days after today."""
        day = self.now.astimezone(self.zone).date()
        for _ in range(days):
            day += timedelta(days=1)
            while day.weekday() >= _SATURDAY:
                day += timedelta(days=1)
        return day

    def wednesday(self, back: int) -> date:
        """The Wednesday `back` weeks before the last one that is over; negative numbers are Wednesdays to come."""
        day = self.now.astimezone(self.zone).date() - timedelta(days=1)
        while day.weekday() != _WEDNESDAY:
            day -= timedelta(days=1)
        return day - timedelta(weeks=back)
