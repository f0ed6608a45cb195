"""Wakes cases whose timers are due: by the real clock in the worker, by one moved by hand in the demo and in tests."""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID

from runtime.boot import Runtime
from runtime.clock import VirtualClock
from store.errors import StoreUnavailable
from store.queries.digests import due_digests, next_digest
from store.queries.timers import DueTimer, due_timers, next_timer
from store.queries.towns import hosts
from workflow.actor import system
from workflow.commands.give_digest import GiveDigest
from workflow.commands.raise_incident import RaiseIncident
from workflow.commands.wake_case import WakeCase
from workflow.errors import DomainError

_LOG = logging.getLogger(__name__)
_BATCH = 200


def sweep_due(runtime: Runtime) -> int:
    """Wakes every case with a timer due now, each in a transaction of its own; how many were woken.

    A case that cannot be woken is logged and seen by people as an incident; the others go on.
    """
    woken = 0
    with runtime.database.reading(0) as look:
        municipalities = sorted(set(hosts(look).values()))
    for municipality in municipalities:
        with runtime.database.reading(municipality) as look:
            found = due_timers(look, runtime.clock.now(), _BATCH)
            digests = due_digests(look, runtime.clock.now())
        woken += sum(_wake(runtime, municipality, timer) for timer in found)
        woken += sum(_give_digest(runtime, municipality, one) for one in digests)
    return woken


def sweep(runtime: Runtime, clock: VirtualClock, *, until: datetime) -> None:
    """Moves `clock` on to `until`, stopping at every timer on the way."""
    while True:
        due = _next(runtime)
        if due is None or due > until:
            break
        clock.set(max(due, clock.now()))
        if sweep_due(runtime) == 0:
            break
    clock.set(max(until, clock.now()))


def _next(runtime: Runtime) -> datetime | None:
    with runtime.database.reading(0) as look:
        municipalities = sorted(set(hosts(look).values()))
    found: list[datetime] = []
    for municipality in municipalities:
        with runtime.database.reading(municipality) as look:
            found += [moment for moment in (next_timer(look), next_digest(look)) if moment is not None]
    return min(found, default=None)


def _wake(runtime: Runtime, municipality: int, timer: DueTimer) -> int:
    try:
        runtime.application.execute(system(municipality), WakeCase(case=timer.case, clock=timer.clock, rung=timer.rung))
    except StoreUnavailable:
        # Nothing is wrong with the case: the next round finds its timer again.
        raise
    except Exception as error:
        # One broken case must not hold up the others (people's complaint: one failing batch stops all escalations).
        _LOG.exception("timer %s of case %s failed", timer.clock, timer.case)
        reason = error.code if isinstance(error, DomainError) else type(error).__name__
        _raise_incident(runtime, municipality, timer, reason)
        return 0
    return 1


def _give_digest(runtime: Runtime, municipality: int, substitution: UUID) -> int:
    try:
        runtime.application.execute(system(municipality), GiveDigest(substitution=substitution))
    except DomainError:
        _LOG.exception("the digest of substitution %s failed", substitution)
        return 0
    return 1


def _raise_incident(runtime: Runtime, municipality: int, timer: DueTimer, reason: str) -> None:
    """One open incident per case, however often the sweep comes by."""
    runtime.application.execute(
        system(municipality),
        RaiseIncident(
            effect=timer.case,
            case=timer.case,
            kind="wake_case",
            reason=reason,
            data={"clock": timer.clock, "rung": timer.rung},
        ),
    )
