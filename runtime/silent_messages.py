"""Messages that the gateway took and never reported on: after 72 hours they count as expired (facts.md, "SMS")."""

from __future__ import annotations

from notifications.delivery_report import WAIT_FOR_REPORT
from notifications.message import Channel
from runtime.boot import Runtime
from store.queries.messages import unreported
from store.queries.towns import hosts
from workflow.actor import system
from workflow.commands.record_report import RecordReport

_BATCH = 200


def expire_silent(runtime: Runtime) -> int:
    """Settles them in every town, each in a transaction of its own; how many there were."""
    with runtime.database.reading(0) as look:
        municipalities = sorted(set(hosts(look).values()))
    return sum(_expire(runtime, municipality) for municipality in municipalities)


def _expire(runtime: Runtime, municipality: int) -> int:
    with runtime.database.reading(municipality) as look:
        silent = unreported(look, Channel.SMS, runtime.clock.now() - WAIT_FOR_REPORT, _BATCH)
    for identifier in silent:
        runtime.application.execute(system(municipality), RecordReport(identifier=identifier, status="expired"))
    return len(silent)
