"""The clocks of a case for its page: which term, by which law, until when, how much is left and why that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from gate.deadline_words import sentence
from web import dates
from web.words import words
from workflow.case import Case, Deadline, DeadlineState
from workflow.definition.law_book import LawBook
from workflow.definition.model import Definition
from workflow.engine.calendar import local_date
from workflow.errors import DefinitionError

_SOON_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRow:
    """`until` the day (and hour, when the term is one of hours), `state` in words, `tone` good, warn, bad or
    nothing.
    """

    title: str
    law: str
    until: str
    state: str
    tone: str
    why: tuple[str, ...]
    over: bool


def clock_rows(
    case: Case, definition: Definition, laws: LawBook, now: datetime, zone: ZoneInfo, language: str
) -> tuple[ClockRow, ...]:
    """The newest run of each clock, the running ones first; reminders are no terms."""
    terms = [one for one in case.deadlines if not one.reminds]
    ordered = sorted(terms, key=lambda one: (one.stopped is not None, one.deadline))
    return tuple(_row(one, definition, laws, now, zone, language) for one in ordered)


def _row(
    one: Deadline, definition: Definition, laws: LawBook, now: datetime, zone: ZoneInfo, language: str
) -> ClockRow:
    clock = definition.clocks.get(one.clock)
    title = definition.text(f"clocks.{one.clock}.title", language) or (clock.title if clock else "") or one.clock
    state, tone = _state(one, now, zone, language)
    ends = one.deadline.astimezone(zone)
    midnight = ends.time() == datetime.min.time()
    return ClockRow(
        title=title,
        law=_law(one, laws, now, zone, language),
        until=dates.full_day(one.date)
        if midnight
        else f"{dates.full_day(local_date(one.deadline, zone))}, {ends:%H:%M}",
        state=state,
        tone=tone,
        why=tuple(sentence(step, language) for step in one.steps),
        over=one.stopped is not None,
    )


def _state(one: Deadline, now: datetime, zone: ZoneInfo, language: str) -> tuple[str, str]:
    if one.stopped is not None:
        late = one.stopped > one.deadline
        key = "clock.stopped_late" if late else "clock.stopped"
        return words(key, language, at=dates.short_moment(one.stopped, zone)), "bad" if late else "good"
    if one.state is DeadlineState.PAUSED:
        return words("clock.paused", language), "warn"
    left = (one.deadline - now).total_seconds()
    tone = "bad" if left <= 0 else "warn" if left <= _SOON_SECONDS else ""
    return dates.time_left(one.deadline, now, zone, language), tone


def _law(one: Deadline, laws: LawBook, now: datetime, zone: ZoneInfo, language: str) -> str:
    if one.law is None:
        return ""
    try:
        title = laws.pack_of(laws.rule(one.law, local_date(now, zone))).title
    except DefinitionError:
        title = one.law
    return words("law.article", language, law=title, article=one.article or "")
