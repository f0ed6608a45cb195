"""Carries out migrations of running cases that were ordered: each case in a transaction of its own, however often it is
interrupted. The worker does so by itself; the command line waits for it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from runtime.boot import Runtime
from store.errors import StoreUnavailable
from store.queries.migrations import cases_to_ask, unfinished_runs
from store.queries.towns import hosts
from workflow.actor import system
from workflow.commands.finish_migration import FinishMigration
from workflow.commands.migrate_case import LATER, MOVED, STAYS, MigrateCase
from workflow.commands.raise_incident import RaiseIncident
from workflow.errors import DomainError
from workflow.migration import MigrationRun

_LOG = logging.getLogger(__name__)
_BATCH = 200


@dataclass(slots=True, kw_only=True)
class Carried:
    """What one round did: cases moved, left for a reason, and put off (outside work is under way, or it failed)."""

    moved: int = 0
    stays: int = 0
    later: int = 0


def watch_migrations(runtime: Runtime) -> int:
    """Goes on with every unfinished run of every town; how many cases were moved."""
    with runtime.database.reading(0) as look:
        municipalities = sorted(set(hosts(look).values()))
    moved = 0
    for municipality in municipalities:
        with runtime.database.reading(municipality) as look:
            runs = unfinished_runs(look)
        moved += sum(carry_out(runtime, municipality, one).moved for one in runs)
    return moved


def carry_out(
    runtime: Runtime, municipality: int, run: MigrationRun, asked: Callable[[], None] = lambda: None
) -> Carried:
    """Asks every case of a run that was not asked yet, calling `asked` after each; ends the run once none is put off.

    A case that fails is an incident, and is asked again in the next round; the others go on.
    """
    done = Carried()
    after: UUID | None = None
    while True:
        with runtime.database.reading(municipality) as look:
            batch = cases_to_ask(look, run, after, _BATCH)
        if not batch:
            break
        for case in batch:
            _note(done, _ask(runtime, municipality, run, case))
            asked()
        after = batch[-1]
    if not done.later:
        runtime.application.execute(system(municipality), FinishMigration(run=run.id))
    return done


def _note(done: Carried, result: str) -> None:
    done.moved += result == MOVED
    done.stays += result == STAYS
    done.later += result == LATER


def _ask(runtime: Runtime, municipality: int, run: MigrationRun, case: UUID) -> str:
    try:
        answer = runtime.application.execute(
            system(municipality), MigrateCase(run=run.id, case=case), correlation=run.id
        )
    except StoreUnavailable:
        raise
    except Exception as error:
        _LOG.exception("case %s could not be migrated", case)
        reason = error.code if isinstance(error, DomainError) else type(error).__name__
        runtime.application.execute(
            system(municipality),
            RaiseIncident(effect=case, case=case, kind="migrate_case", reason=reason, data={"run": str(run.id)}),
        )
        return LATER
    return str(answer.executed.value["result"])
