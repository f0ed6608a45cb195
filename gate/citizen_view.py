"""The citizen's view of a case with what it needs beside it: when states were entered, names of units, the moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gate.citizen_status import CitizenStatus, citizen_status
from gate.doors import application, reading
from gate.status_access import Visit
from store.queries.history import StateEntered, states_entered
from store.queries.units import all_units
from workflow.case import Case
from workflow.definition.implied_inputs import ADDRESSEE


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands beside a case: its states so far, unit names by id."""

    entered: tuple[StateEntered, ...]
    units: Mapping[str, str]


def beside(case: Case) -> Beside:
    """Reads it: before a command, for a command's transaction must not wait for another connection."""
    with reading() as look:
        return Beside(entered=states_entered(look, case.id), units={one.id: one.name for one in all_units(look)})


def citizen_view(
    seen: Visit, case: Case, language: str, around: Beside | None = None, *, by: str | None = None
) -> CitizenStatus:
    """The first tier of `case`, which is `seen.case` or what a command (the transition `by`) has just made of it."""
    door = application()
    known = around or beside(case)
    entered = known.entered
    if not entered or entered[-1].state != case.state:
        # Just moved: what was read before does not know it yet.
        entered = (*entered, StateEntered(state=case.state, at=case.entered, by=by, definition=case.definition))
    return citizen_status(
        case,
        door.definitions.pinned(case.definition),
        entered,
        door.offers(seen.actor, case),
        seen.personal,
        version=door.definitions.pinned,
        unit=_who_deals_with_it(seen, case, known),
        surroundings=door.surroundings(case.municipality),
        language=language,
    )


def _who_deals_with_it(seen: Visit, case: Case, known: Beside) -> str | None:
    """The body that the case was forwarded to, else the unit it lies with."""
    if case.forwarding is not None:
        place = case.places.get(ADDRESSEE)
        named = seen.personal.get(place) if place else case.values.get(ADDRESSEE)
        if isinstance(named, str) and named:
            return named
    return known.units.get(case.assignment.unit or "") if case.assignment else None
