"""Ends a child case whose parent has ended."""

from __future__ import annotations

from effects.errand import Errand
from effects.toolbox import Toolbox
from workflow.actor import system
from workflow.commands.cancel_child_case import CancelChildCase
from workflow.effect_requests import CancelChild


def run(effect: CancelChild, errand: Errand, toolbox: Toolbox) -> None:
    """Once: the command knows what has happened already."""
    toolbox.application.execute(
        system(errand.municipality),
        CancelChildCase(child=effect.case, parent=effect.parent),
        correlation=errand.correlation,
    )
