"""Part of a transaction (store/unit_of_work.py): the town itself: its row, its calendars, its weekly report."""

from __future__ import annotations

from datetime import date, datetime

from store.conversation import Conversation
from store.writes import towns, weekly_reports
from workflow.town import Town


class TownWrites:
    """See ports.town_writes."""

    _talk: Conversation

    def put_town(self, town: Town) -> None:
        """Makes or changes this municipality's town; Conflict(`host_taken`) at the commit."""
        towns.put_town(self._talk, town)

    def lock_town(self) -> Town:
        """This municipality's town, its row locked to the commit; NotFound(`unknown_town`)."""
        return towns.lock_town(self._talk)

    def note_calendars(self, digest: str) -> None:
        """The calendars by which this town's running cases are dated."""
        towns.note_calendars(self._talk, digest)

    def keep_weekly_report(self, monday: date, content: bytes, made: datetime) -> None:
        """The report about a week; the first one stays."""
        weekly_reports.keep(self._talk, monday, content, made)
