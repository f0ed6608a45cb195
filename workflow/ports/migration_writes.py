"""Part of a transaction (unit_of_work.py): runs that bring running cases under another version."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from workflow.case import Case
from workflow.errors import Refusal
from workflow.migration import MigratedCase, MigrationRun


class MigrationWrites(Protocol):
    """Runs that bring running cases under another version."""

    def start_migration(self, run: MigrationRun) -> None:
        """Conflict(`migration_running`), at the latest at the commit, when one of this type is not finished."""

    def migration(self, identifier: UUID) -> MigrationRun:
        """A run; nobody finishes it before the commit. NotFound(`unknown_migration`)."""

    def finish_migration(self, identifier: UUID, at: datetime) -> None:
        """It moves nothing any more; twice is once. NotFound(`unknown_migration`)."""

    def running_cases(self, run: MigrationRun, after: UUID | None, limit: int) -> tuple[Case, ...]:
        """Open cases that a run is about, by id, the ones after `after`; without locks."""

    def effects_under_way(self, case: UUID) -> bool:
        """Whether outside work that a case wants waits or is being done."""

    def note_migrated(self, run: UUID, case: UUID, done: MigratedCase, at: datetime) -> None:
        """What a run did to a case."""

    def note_left(self, run: UUID, case: UUID, reasons: Sequence[Refusal], at: datetime) -> None:
        """Why a run left a case where it was; no reasons: there was nothing to do."""

    def migrated(self, run: UUID, case: UUID) -> MigratedCase | None:
        """What a run did to a case; None: nothing."""

    def migrated_count(self, run: UUID) -> int:
        """How many cases a run moved."""
