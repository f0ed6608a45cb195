"""Part of a transaction (unit_of_work.py): the town itself: its row, its calendars, its weekly report."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from workflow.town import Town


class TownWrites(Protocol):
    """The town itself: its row, its calendars, its weekly report."""

    def put_town(self, town: Town) -> None:
        """Makes or changes this municipality's town; Conflict(`host_taken`) at the commit."""

    def lock_town(self) -> Town:
        """This municipality's town as its row has it, which nobody else changes before the commit.

        NotFound(`unknown_town`)."""

    def note_calendars(self, digest: str) -> None:
        """The calendars by which this town's running cases are dated."""

    def keep_weekly_report(self, monday: date, content: bytes, made: datetime) -> None:
        """The PDF about the week that began on `monday`; the first one stays."""
