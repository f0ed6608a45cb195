"""Every invariant at once over a running town, in the words a failing test shows."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from effects.keyring import SEAL
from gate.seal_check import seal_check
from store.queries.effect_reads import certificates_of
from tests.faults import invariants
from tests.faults.all_seen import all_seen
from tests.faults.running_town import RunningTown, wait_until


def wait_until_settled(town: RunningTown) -> None:
    """Until no job is left; fails when nothing has moved for PATIENCE_SECONDS, however long the queue."""
    while left := unsettled(town):
        wait_until(partial(_has_moved, town, left), town.said)


def unsettled(town: RunningTown) -> list[str]:
    """Which jobs are left, for waiting until none is."""
    with all_seen(town.urls) as look:
        return invariants.jobs_settled(look)


def broken_invariants(
    town: RunningTown, acknowledged: Collection[str], *, unknown: int = 0, repeats: int = 0, settled: bool = True
) -> list[str]:
    """Everything that does not hold. `settled` False: no worker has run, so jobs still wait."""
    with all_seen(town.urls) as look:
        wrong = invariants.histories_verify(look, seal_check(certificates_of(look, SEAL)))
        wrong += invariants.acknowledged_once(look, acknowledged, unknown=unknown)
        wrong += invariants.jobs_as_history_implies(look, town.runtime.application.definitions.pinned)
        wrong += invariants.nothing_sold_twice(look)
        wrong += invariants.papers_have_bytes(look, town.runtime.toolbox.contents)
        wrong += invariants.nothing_hangs(look)
        if settled:
            wrong += invariants.jobs_settled(look)
            wrong += invariants.told_once(look, town.messages(), repeats=repeats)
    return wrong


def _has_moved(town: RunningTown, left: list[str]) -> bool:
    return unsettled(town) != left
