"""Reads what the citizen's view needs beside the case: when states were entered, the unit's name, the citizen's
moves."""

from __future__ import annotations

from gate.citizen_status import CitizenStatus, Entered, citizen_status
from gate.doors import application, reading
from gate.status_access import Visit
from store.queries.history import states_entered
from store.queries.units import unit_name
from workflow.case import Case


def citizen_view(seen: Visit, case: Case, language: str) -> CitizenStatus:
    """The first tier of `case`, which is `seen.case` or what a command has just made of it."""
    door = application()
    surroundings = door.surroundings(case.municipality)
    unit = case.assignment.unit if case.assignment else None
    with reading() as look:
        entered = [Entered(state=state, at=at) for state, at in states_entered(look, case.id)]
        name = unit_name(look, unit) if unit else None
    if not entered or entered[-1].state != case.state:
        # Just moved in a transaction that is not over yet: its history cannot be read so far.
        entered.append(Entered(state=case.state, at=case.entered))
    return citizen_status(
        case,
        door.definitions.pinned(case.definition),
        entered,
        door.offers(seen.actor, case),
        seen.personal,
        unit=name,
        zone=surroundings.zone,
        language=language,
    )
