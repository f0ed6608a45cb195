"""Looks for a place for a case, by a command of its own."""

from __future__ import annotations

from effects.errand import Errand
from effects.toolbox import Toolbox
from workflow.actor import system
from workflow.commands.find_place import FindPlace
from workflow.effect_requests import SeekPlace


def run(effect: SeekPlace, errand: Errand, toolbox: Toolbox) -> None:
    """Raises NotAvailable when a guard holds it: then somebody has to look."""
    toolbox.application.execute(
        system(errand.municipality), FindPlace(case=effect.case), correlation=errand.correlation
    )
