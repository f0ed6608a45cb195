"""Puts an alarm on screens of staff: a blown clock, an overdue resolution."""

from __future__ import annotations

from effects.errand import Errand
from effects.toolbox import Toolbox
from workflow.actor import system
from workflow.commands.raise_alarm import RaiseAlarm
from workflow.effect_requests import TellStaff


def run(effect: TellStaff, errand: Errand, toolbox: Toolbox) -> None:
    """Once: the alarm has the effect's id."""
    toolbox.application.execute(
        system(errand.municipality),
        RaiseAlarm(identifier=effect.id, case=effect.case, to=effect.to, code=effect.code, data=effect.data),
        correlation=errand.correlation,
    )
