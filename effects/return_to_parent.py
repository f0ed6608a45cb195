"""Tells a parent case that its child has ended."""

from __future__ import annotations

from effects.errand import Errand
from effects.toolbox import Toolbox
from workflow.actor import system
from workflow.commands.end_child import EndChild
from workflow.effect_requests import ReturnToParent


def run(effect: ReturnToParent, errand: Errand, toolbox: Toolbox) -> None:
    """Once: the command knows what has happened already."""
    toolbox.application.execute(
        system(errand.municipality),
        EndChild(child=effect.case, parent=effect.parent),
        correlation=errand.correlation,
    )
