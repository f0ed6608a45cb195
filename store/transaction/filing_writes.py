"""Part of a transaction (store/unit_of_work.py): the filing plan, acts of destruction, and what the keeper erases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from store.conversation import Conversation
from store.writes import filing
from workflow.filing import Erased
from workflow.filing_plan import FilePlace, PlannedFile, VolumeDue


class FilingWrites:
    """See ports.filing_writes."""

    _talk: Conversation

    def place_in_file(self, file: PlannedFile, year: int, sheets: int) -> FilePlace:
        """The next place in the first open year; the file's row stays locked to the commit."""
        return filing.place_in_file(self._talk, file, year, sheets)

    def unfiled(self, before: datetime) -> int:
        """Finished cases without a file that ended before then."""
        return filing.unfiled(self._talk, before)

    def close_files(self, until_year: int, by: str, at: datetime) -> int:
        """Closes files up to that year; how many."""
        return filing.close_files(self._talk, until_year, by, at)

    def volumes_due(self, today: date) -> tuple[VolumeDue, ...]:
        """Volumes whose term is over, on no act yet, locked to the commit."""
        return filing.volumes_due(self._talk, today)

    def put_on_act(self, act: UUID, volumes: Sequence[VolumeDue]) -> None:
        """They stand on this act from now on."""
        filing.put_on_act(self._talk, act, volumes)

    def off_act(self, act: UUID) -> int:
        """Lets the volumes of a dropped act go; how many."""
        return filing.off_act(self._talk, act)

    def destroy_volumes(self, act: UUID, at: datetime) -> int:
        """The volumes of an act are gone; how many just now."""
        return filing.destroy_volumes(self._talk, act, at)

    def on_act(self, act: UUID, case: UUID) -> bool:
        """Whether a case lies in a volume of that act."""
        return filing.on_act(self._talk, act, case)

    def add_erasure(self, case: UUID, erased: Erased, reason: str) -> None:
        """Puts a case on the keeper's list."""
        filing.add_erasure(self._talk, case, erased, reason)
