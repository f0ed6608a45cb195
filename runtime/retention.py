"""The retention run: erases what fell due without an act, and what a signed act lists (rules.md 24; docs/adr/0311).

It decides by commands; the bytes and values go when the keeper does its round (runtime/housekeeping.py).
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from uuid import UUID

from runtime.boot import Runtime
from store.queries.effect_reads import case_by_id
from store.queries.retention import CaseDue, acts_waiting, cases_due, references_on_act, volumes_due
from store.queries.towns import hosts
from workflow.actor import system
from workflow.commands.destroy_volumes import DestroyVolumes, is_signed
from workflow.commands.erase_case import EraseCase
from workflow.engine.calendar import local_date
from workflow.errors import DomainError
from workflow.filing import Ground
from workflow.filing_plan import VolumeDue

_LOG = logging.getLogger(__name__)
_BATCH = 200
_SHOWN = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FallenDue:
    """What a run finds today: cases it erases by itself, and volumes that wait for an act."""

    cases: tuple[CaseDue, ...]
    volumes: tuple[VolumeDue, ...]


def fallen_due(runtime: Runtime, municipality: int) -> FallenDue:
    """Looks and changes nothing."""
    zone = runtime.application.surroundings(municipality).zone
    today = local_date(runtime.clock.now(), zone)
    with runtime.database.reading(municipality) as look:
        return FallenDue(cases=cases_due(look, today, _SHOWN), volumes=volumes_due(look, today))


def retain_all(runtime: Runtime) -> int:
    """One run in every town; how many cases were erased."""
    with runtime.database.reading(0) as look:
        municipalities = sorted(set(hosts(look).values()))
    return sum(retain(runtime, one) for one in municipalities)


def retain(runtime: Runtime, municipality: int) -> int:
    """One run in one town. Broken off, it goes on where it stopped: nothing is counted but what is still there."""
    today = local_date(runtime.clock.now(), runtime.application.surroundings(municipality).zone)
    with runtime.database.reading(municipality) as look:
        due = cases_due(look, today, _BATCH)
        acts = acts_waiting(look)
    done = sum(
        _erased(runtime, municipality, EraseCase(reference=one.reference, ground=Ground.KEEP_ENDED)) for one in due
    )
    return done + sum(_carry_out(runtime, municipality, act) for act in acts)


def _carry_out(runtime: Runtime, municipality: int, act: UUID) -> int:
    with runtime.database.reading(municipality) as look:
        case = case_by_id(look, act)
        left = references_on_act(look, act, _BATCH) if is_signed(case) else ()
    if case.closed is None:
        return 0
    done = sum(_erased(runtime, municipality, EraseCase(reference=one, ground=Ground.ACT, act=act)) for one in left)
    if done == len(left) < _BATCH:
        runtime.application.execute(system(municipality), DestroyVolumes(act=act))
    return done


def _erased(runtime: Runtime, municipality: int, command: EraseCase) -> int:
    try:
        executed = runtime.application.execute(system(municipality), command).executed
    except DomainError as error:
        # One that must stay holds nothing else up; whoever asks why finds it here.
        _LOG.warning("case %s stays: %s", command.reference, error.code)
        return 0
    return int(bool(executed.value["erased"]))
