"""Lets the oldest joined case take the place of a main one that was withdrawn."""

from __future__ import annotations

from effects.errand import Errand
from effects.toolbox import Toolbox
from workflow.actor import system
from workflow.commands.pass_lead import PassMainLead
from workflow.effect_requests import PassLead


def run(effect: PassLead, errand: Errand, toolbox: Toolbox) -> None:
    """Done twice it does nothing more: who was released is not released again."""
    toolbox.application.execute(
        system(errand.municipality), PassMainLead(case=effect.case), correlation=errand.correlation
    )
