"""Made-up cases as the exporter gets them: what random walks decided, event by event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import time, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID

from tests.given import DEFINITIONS
from workflow.codec import to_json
from workflow.definition.model import Definition
from workflow.engine.calendar import at_local
from workflow.event_log.log_case import LogCase, log_event
from workflow.rehearsal.play import Play
from workflow.rehearsal.scenario_paths import OnStage, put_on_stage
from workflow.rehearsal.simulate import FIRST_DAY
from workflow.rehearsal.walk import walked


@cache
def on_stage(folder: Path) -> OnStage:
    return put_on_stage(folder, shipped=folder.parent)


@cache
def some_played(name: str, count: int) -> tuple[LogCase, ...]:
    """A few cases of a shipped definition, played once for all tests of a process."""
    return tuple(played(on_stage(DEFINITIONS / name), count))


def played(here: OnStage, count: int) -> Iterator[LogCase]:
    begin = at_local(FIRST_DAY, time(9), here.stage.surroundings.zone)
    for number in range(count):
        _walk, play = walked(
            here.definition, here.stage, begin + timedelta(days=number % 300, hours=number % 24), str(number)
        )
        if play.opened:
            yield told_apart(log_case(here.definition, play), number)


def told_apart(case: LogCase, number: int) -> LogCase:
    """Every play counts its ids anew; in a log they are many cases'."""
    events = tuple(
        replace(
            one,
            document=one.document and f"{number}-{one.document}",
            resolution=one.resolution and f"{number}-{one.resolution}",
        )
        for one in case.events
    )
    return replace(case, id=UUID(int=number), reference=f"26-{number:05}", events=events)


def log_case(definition: Definition, play: Play) -> LogCase:
    events = [
        (at, label, event)
        for decision, (at, label) in zip(play.decisions, play.instants, strict=True)
        for event in decision.events
    ]
    told = []
    for number, (at, label, event) in enumerate(events, start=1):
        data = to_json(event)
        assert isinstance(data, dict)
        told.append(log_event(number, at, label, type(event).__name__, data))
    return LogCase(
        id=play.case.id,
        reference=play.case.reference,
        request_type=definition.request_type,
        version=definition.digest,
        events=tuple(one for one in told if one),
    )
