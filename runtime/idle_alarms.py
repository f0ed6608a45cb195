"""Cases that nobody moves though no term is missed: told to whoever holds them, once for every time they fall idle."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid5

from runtime.boot import Runtime
from store.queries.alarms import told_since
from store.queries.board import Figure, filters_of, week_of
from store.queries.case_list import CaseLine, list_cases
from store.queries.towns import hosts
from workflow.actor import system
from workflow.commands.raise_alarm import RaiseAlarm
from workflow.engine.calendar import local_date

CODE = "idle"
_MOST = 200
"""In one round; the rest in the next."""
_OF_NOBODY = ("role:clerk", "role:dispatcher")


def raise_idle_alarms(runtime: Runtime) -> int:
    """Looks at every town; how many alarms were raised. Twice or killed in the middle does no harm."""
    with runtime.database.reading(0) as look:
        municipalities = sorted(set(hosts(look).values()))
    return sum(_raised(runtime, one) for one in municipalities)


def _raised(runtime: Runtime, municipality: int) -> int:
    around, now = runtime.application.surroundings(municipality), runtime.clock.now()
    days, actor = around.town.idle_days, system(municipality)
    today = local_date(now, around.zone)
    filters = filters_of(Figure.IDLE, week_of(today, around.zone), now, days)
    with runtime.database.reading(municipality) as look:
        idle = list_cases(look, actor, filters, limit=_MOST).items
        # Whoever was told since the case last moved was told of this very stillness.
        told = told_since(look, CODE, now - timedelta(days=days), [one.id for one in idle])
    fresh = [one for one in idle if one.id not in told]
    for one in fresh:
        alarm = RaiseAlarm(
            identifier=uuid5(one.id, f"{CODE}/{today}"), case=one.id, to=_holders(one), code=CODE, data={"days": days}
        )
        runtime.application.execute(actor, alarm)
    return len(fresh)


def _holders(line: CaseLine) -> tuple[str, ...]:
    if line.assignee is not None:
        return (f"user:{line.assignee}",)
    return (f"unit:{line.unit}",) if line.unit is not None else _OF_NOBODY
