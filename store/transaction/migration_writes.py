"""Part of a transaction (store/unit_of_work.py): runs that bring running cases under another version."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from store.conversation import Conversation
from store.writes import migrations
from workflow.case import Case
from workflow.errors import Refusal
from workflow.migration import MigratedCase, MigrationRun


class MigrationWrites:
    """See ports.migration_writes."""

    _talk: Conversation

    def start_migration(self, run: MigrationRun) -> None:
        """Conflict(`migration_running`), at the latest at the commit."""
        migrations.start(self._talk, run)

    def migration(self, identifier: UUID) -> MigrationRun:
        """NotFound(`unknown_migration`)."""
        return migrations.run_of(self._talk, identifier)

    def finish_migration(self, identifier: UUID, at: datetime) -> None:
        """It moves nothing any more; NotFound(`unknown_migration`)."""
        migrations.finish(self._talk, identifier, at)

    def running_cases(self, run: MigrationRun, after: UUID | None, limit: int) -> tuple[Case, ...]:
        """Open cases that a run is about, without locks."""
        return migrations.running(self._talk, run, after, limit)

    def effects_under_way(self, case: UUID) -> bool:
        """Whether a job of the case waits or is being done."""
        return migrations.effects_under_way(self._talk, case)

    def note_migrated(self, run: UUID, case: UUID, done: MigratedCase, at: datetime) -> None:
        """What a run did to a case."""
        migrations.note_moved(self._talk, run, case, done, at)

    def note_left(self, run: UUID, case: UUID, reasons: Sequence[Refusal], at: datetime) -> None:
        """Why a run left a case where it was."""
        migrations.note_left(self._talk, run, case, reasons, at)

    def migrated(self, run: UUID, case: UUID) -> MigratedCase | None:
        """What a run did to a case."""
        return migrations.moved(self._talk, run, case)

    def migrated_count(self, run: UUID) -> int:
        """How many cases a run moved."""
        return migrations.moved_count(self._talk, run)
