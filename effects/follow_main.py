"""Takes a joined case where its main case went."""

from __future__ import annotations

from effects.errand import Errand
from effects.errors import TryAgain
from effects.toolbox import Toolbox
from workflow.actor import system
from workflow.commands.follow_main import FollowMainCase
from workflow.effect_requests import FollowMain

# An earlier move of the main case may still be on its way here, in another worker.
_TRIES_FOR_ORDER = 4


def run(effect: FollowMain, errand: Errand, toolbox: Toolbox) -> None:
    """Waits a little for earlier moves; a case that still has no such move then goes its own way."""
    case = toolbox.records.case(errand.municipality, effect.case)
    if case.main != effect.main:
        return
    definition = toolbox.definition(case.definition)
    if definition.transition(effect.name, case.state) is None:
        if case.closed is None and errand.attempt < _TRIES_FOR_ORDER:
            raise TryAgain("earlier_move_missing")
        return
    toolbox.application.execute(
        system(errand.municipality),
        FollowMainCase(
            case=effect.case,
            main=effect.main,
            name=effect.name,
            main_sequence=effect.main_sequence,
            values=effect.values,
        ),
        correlation=errand.correlation,
    )
