"""A day's SMS are counted before they are sent: a mistake or an attack costs a day's budget, not a year's.

What is over it waits, and one incident of the town and day says so: nothing is lost, and somebody looks.
"""

from __future__ import annotations

from uuid import UUID

from effects.errand import Errand
from effects.errors import TryAgain
from effects.follow_up_id import follow_up_id
from effects.toolbox import Toolbox
from workflow.actor import system
from workflow.commands.count_attempt import CountAttempt
from workflow.commands.raise_incident import RaiseIncident
from workflow.engine.calendar import local_date

SMS_BUDGET = "sms_budget"
_DAY_SECONDS = 24 * 3600
# The window of the budget opens with its first message, so its end is looked for rather than computed.
_LOOK_AGAIN_SECONDS = 3600


def within_budget(errand: Errand, toolbox: Toolbox) -> None:
    """Counts one SMS; TryAgain(`sms_budget`) when the day's are spent (rules.md 15)."""
    actor = system(errand.municipality)
    answer = toolbox.application.execute(actor, CountAttempt(key=SMS_BUDGET, window_seconds=_DAY_SECONDS))
    count = answer.executed.value["count"]
    if not isinstance(count, int) or count <= toolbox.sms_per_day:
        return
    day = local_date(toolbox.clock.now(), toolbox.surroundings(errand.municipality).zone).isoformat()
    toolbox.application.execute(
        actor,
        RaiseIncident(
            effect=follow_up_id(UUID(int=errand.municipality), day, SMS_BUDGET),
            case=None,
            kind=SMS_BUDGET,
            reason=SMS_BUDGET,
            data={"per_day": toolbox.sms_per_day, "day": day},
            once=True,
        ),
        correlation=errand.correlation,
    )
    raise TryAgain(SMS_BUDGET, wait_seconds=_LOOK_AGAIN_SECONDS)
