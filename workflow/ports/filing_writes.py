"""Part of a transaction (unit_of_work.py): the filing plan, acts of destruction, and what the keeper erases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from workflow.filing import Erased
from workflow.filing_plan import FilePlace, PlannedFile, VolumeDue


class FilingWrites(Protocol):
    """The filing plan: what lies in which file, acts of destruction, and what the keeper erases."""

    def place_in_file(self, file: PlannedFile, year: int, sheets: int) -> FilePlace:
        """The next place of a file in the first year from `year` on that is not closed; its row stays locked to the
        commit."""

    def unfiled(self, before: datetime) -> int:
        """How many cases that ended before then lie in no file yet."""

    def close_files(self, until_year: int, by: str, at: datetime) -> int:
        """Closes every open file of that year and earlier; how many."""

    def volumes_due(self, today: date) -> tuple[VolumeDue, ...]:
        """Volumes of closed files in which every case's term is over and that stand on no act; locked to the commit."""

    def put_on_act(self, act: UUID, volumes: Sequence[VolumeDue]) -> None:
        """They stand on the act of that case from now on."""

    def off_act(self, act: UUID) -> int:
        """An act that was dropped lets its volumes go; how many."""

    def destroy_volumes(self, act: UUID, at: datetime) -> int:
        """The volumes of an act are gone; how many were there till now."""

    def on_act(self, act: UUID, case: UUID) -> bool:
        """Whether a case lies in a volume of that act."""

    def add_erasure(self, case: UUID, erased: Erased, reason: str) -> None:
        """Puts a case on the list of what the keeper deletes, and deletes again after a restore."""
