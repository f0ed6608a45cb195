"""A day's SMS are counted before they are sent: a mistake or an attack costs a day's budget, not a year's."""

from __future__ import annotations

from effects.errand import Errand
from effects.errors import GiveUp
from effects.toolbox import Toolbox
from workflow.actor import system
from workflow.commands.count_attempt import CountAttempt

_DAY_SECONDS = 24 * 3600


def within_budget(errand: Errand, toolbox: Toolbox) -> None:
    """Counts one SMS; GiveUp(`sms_budget`) when the day's are spent (rules.md 15)."""
    answer = toolbox.application.execute(
        system(errand.municipality), CountAttempt(key="sms_budget", window_seconds=_DAY_SECONDS)
    )
    count = answer.executed.value["count"]
    if isinstance(count, int) and count > toolbox.sms_per_day:
        raise GiveUp("sms_budget", per_day=str(toolbox.sms_per_day))
