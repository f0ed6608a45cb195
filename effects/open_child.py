"""Opens the case that another one wants under it."""

from __future__ import annotations

from effects.errand import Errand
from effects.toolbox import Toolbox
from workflow.actor import system
from workflow.commands.open_child_case import OpenChildCase
from workflow.effect_requests import OpenChild


def run(effect: OpenChild, errand: Errand, toolbox: Toolbox) -> None:
    """Once: the command knows what has happened already."""
    toolbox.application.execute(
        system(errand.municipality),
        OpenChildCase(parent=effect.case, child=effect.child),
        correlation=errand.correlation,
    )
