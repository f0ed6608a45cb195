"""Town, laws and calendars around one decision: live, chosen by date and not by a case's pinned version."""

from __future__ import annotations

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from workflow.definition.calendar_book import CalendarBook, CalendarPair
from workflow.definition.law_book import LawBook
from workflow.definition.model import Clock
from workflow.definition.plain_language import PlainLanguage
from workflow.town import Town


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a decision about time and place needs beside the case and its definition."""

    town: Town
    laws: LawBook
    calendars: CalendarBook
    public_url: str = ""
    """Where people reach this town, without a slash at the end; empty where nobody is told links."""
    plain: PlainLanguage = field(default_factory=PlainLanguage)

    @property
    def zone(self) -> ZoneInfo:
        """The town's zone."""
        return ZoneInfo(self.town.zone)

    def pair(self, clock: Clock | None = None) -> CalendarPair:
        """Working days and office hours for a clock: its own calendar, else the town's office."""
        return self.calendars.pair((clock.calendar if clock else None) or self.town.office)
