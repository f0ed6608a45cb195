"""Performs a transition that a paper or a clock fires, if the case still stands where it was wanted."""

from __future__ import annotations

from effects.errand import Errand
from effects.toolbox import Toolbox
from workflow.actor import system
from workflow.commands.perform_transition import PerformTransition
from workflow.effect_requests import FireTransition


def run(effect: FireTransition, errand: Errand, toolbox: Toolbox) -> None:
    """Raises NotAvailable when a guard holds it: then somebody has to look."""
    case = toolbox.records.case(errand.municipality, effect.case)
    if case.state != effect.from_state:
        return
    # The version keeps a second run of the same job from firing twice out of a state that leads back to itself.
    toolbox.application.execute(
        system(errand.municipality),
        PerformTransition(reference=case.reference, name=effect.name, version=case.version),
        correlation=errand.correlation,
    )
