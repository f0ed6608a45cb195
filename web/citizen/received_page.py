"""«Що далі»: the clocks that run right after filing, in order, as promises with a day or an hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from gate.deadline_words import sentence
from web import dates
from workflow.case import Case, Deadline, DeadlineState
from workflow.definition.model import Definition
from workflow.engine.calendar import local_date


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedStep:
    """One promise: `until` «09:05» or «середи, 23 грудня 2026», `title` what happens, `why` the steps of the date."""

    until: str
    title: str
    why: tuple[str, ...]


def promised_steps(
    case: Case, definition: Definition, now: datetime, zone: ZoneInfo, language: str
) -> tuple[PromisedStep, ...]:
    """What the town promises, soonest first. Clocks without a title are the town hall's own."""
    running = [one for one in case.deadlines if one.stopped is None and one.state is DeadlineState.RUNNING]
    steps = []
    for one in sorted(running, key=lambda found: found.deadline):
        clock = definition.clocks.get(one.clock)
        if clock is None or clock.appointed is not None:
            continue
        title = definition.text(f"clocks.{one.clock}.title", language) or clock.title
        if title:
            steps.append(
                PromisedStep(
                    until=_until(one, now, zone, language),
                    title=title,
                    why=tuple(sentence(step, language) for step in one.steps),
                )
            )
    return tuple(steps)


def _until(deadline: Deadline, now: datetime, zone: ZoneInfo, language: str) -> str:
    ends = deadline.deadline.astimezone(zone)
    day = dates.until_day(deadline.date, local_date(now, zone), language)
    if ends.time() == datetime.min.time() or deadline.deadline - now > timedelta(days=2):
        return day
    if local_date(deadline.deadline, zone) == local_date(now, zone):
        return f"{ends:%H:%M}"
    return f"{day}, {ends:%H:%M}"
