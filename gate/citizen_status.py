"""What a citizen sees behind a status link: the first tier, without anything personal (rules.md 14), and the second,
unlocked one.

Pure: from the case, its definition, when it entered its states, and the few values that may be shown. Pages and API
show the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

from gate.deadline_words import sentence
from gate.outcome_words import outcome_words
from workflow.case import Case, Deadline, DeadlineState, Resolution
from workflow.definition.model import Definition, Field
from workflow.engine.available import Offer
from workflow.engine.calendar import local_date
from workflow.engine.wording import current_resolution
from workflow.values import Json

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing done, under way or to come: when it happened, or by which day it will."""

    title: str
    at: datetime | None = None
    date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Something the citizen can do now."""

    name: str
    title: str
    input: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenStatus:
    """The first tier. `due` is the last day of what is promised now, `why` the steps that led to it as sentences."""

    reference: str
    title: str
    street: str | None
    state: str
    state_title: str
    citizen_text: str
    done: tuple[Line, ...]
    now: Line | None
    next: tuple[Line, ...]
    due: date | None
    why: tuple[str, ...]
    unit: str | None
    outcome: str | None
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """When the case came into a state."""

    state: str
    at: datetime


def citizen_status(
    case: Case,
    definition: Definition,
    entered: Sequence[Entered],
    offers: Iterable[Offer],
    personal: Mapping[str, Json],
    *,
    unit: str | None,
    zone: ZoneInfo,
    language: str,
) -> CitizenStatus:
    """The first tier of a case. `personal` maps places to values; only what staff wrote for the citizen is taken of
    it."""
    state = definition.states[case.state]
    due, why = _promise(case, language, zone)
    nearest = _nearest(case)
    text = definition.text(f"states.{case.state}.citizen", language) or state.citizen or state.title
    return CitizenStatus(
        reference=case.reference,
        title=definition.text("title", language) or definition.title,
        street=case.street,
        state=case.state,
        state_title=_state_title(definition, case.state, language),
        citizen_text=_filled(text, _values(case, definition, personal, due, unit, language)),
        done=tuple(
            Line(title=_state_title(definition, one.state, language), at=one.at)
            for one in (entered if state.final else entered[:-1])
        ),
        now=None if state.final else Line(title=_state_title(definition, case.state, language), date=nearest),
        next=() if state.final else _next(case, definition, language, nearest),
        due=None if state.final else due,
        why=() if state.final else why,
        unit=unit,
        # Told when it is final: no message and no page says the result before the registered answer does.
        outcome=outcome_words(case.outcome, language) or None if state.final else None,
        moves=tuple(
            Move(
                name=one.name,
                title=definition.text(f"transitions.{one.name}.title", language) or one.title,
                input=one.input,
            )
            for one in offers
            if one.allowed
        ),
    )


def staff_inputs(definition: Definition) -> frozenset[str]:
    """Inputs that staff give and nobody else: their words are meant for the citizen."""
    by_citizen = {one.name for one in definition.form}
    by_staff: set[str] = set()
    for transition in definition.transitions:
        names = {one.name for one in transition.input}
        if "applicant" in transition.roles:
            by_citizen |= names
        else:
            by_staff |= names
    return frozenset(by_staff - by_citizen)


def _promise(case: Case, language: str, zone: ZoneInfo) -> tuple[date | None, tuple[str, ...]]:
    resolution = current_resolution(case)
    if resolution is not None and resolution.due_date is not None:
        return resolution.due_date, (_ordered(resolution, language, zone),)
    deadline = _promised(case)
    if deadline is None:
        return None, ()
    return deadline.date, tuple(sentence(step, language) for step in deadline.steps)


def _nearest(case: Case) -> date | None:
    """By when the present step is to be done: the day set for the work, else the first clock to run out."""
    resolution = current_resolution(case)
    if resolution is not None and resolution.due_date is not None:
        return resolution.due_date
    return min((one.date for one in _running(case)), default=None)


def _promised(case: Case) -> Deadline | None:
    """The statutory clock, else the one that runs longest: inner hours are no promise to a citizen."""
    running = _running(case)
    lawful = [one for one in running if one.law is not None]
    return max(lawful or running, key=lambda one: one.deadline, default=None)


def _running(case: Case) -> list[Deadline]:
    return [
        one
        for one in case.deadlines
        if one.stopped is None and one.state in (DeadlineState.RUNNING, DeadlineState.BLOWN)
    ]


def _next(case: Case, definition: Definition, language: str, nearest: date | None) -> tuple[Line, ...]:
    lines = []
    for one in sorted(_running(case), key=lambda found: found.deadline):
        clock = definition.clocks.get(one.clock)
        title = definition.text(f"clocks.{one.clock}.title", language) or (clock.title if clock else "")
        if one.law is not None:
            title = title or _ANSWER[language]
        if title and one.date != nearest:
            lines.append(Line(title=title, date=one.date))
    return tuple(lines)


_ANSWER = {"uk": "Відповідь вам", "en": "The answer to you", "ru": "Ответ вам"}

_ORDERED = {
    "uk": "Цей день {day} призначила посадова особа, яка відповідає за роботу.",
    "en": "The official who answers for the work set this date on {day}.",
    "ru": "Этот день {day} назначило должностное лицо, отвечающее за работу.",
}


def _ordered(resolution: Resolution, language: str, zone: ZoneInfo) -> str:
    return _ORDERED[language].format(day=local_date(resolution.issued, zone).strftime("%d.%m.%Y"))


def _values(
    case: Case,
    definition: Definition,
    personal: Mapping[str, Json],
    due: date | None,
    unit: str | None,
    language: str,
) -> dict[str, str]:
    values = {
        "number": case.reference,
        "title": definition.text("title", language) or definition.title,
        "state": _state_title(definition, case.state, language),
        "street": case.street or "",
        "unit": unit or "",
        "outcome": outcome_words(case.outcome, language),
        "due": day_words(due, language) if due else "",
    }
    for name in staff_inputs(definition):
        place = case.places.get(name)
        value = personal.get(place) if place else case.values.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool):
            values[name] = _written(value, language)
    return values


def _written(value: str | int, language: str) -> str:
    """A day in words, anything else as it is."""
    try:
        return day_words(date.fromisoformat(str(value)), language) if len(str(value)) == 10 else str(value)
    except ValueError:
        return str(value)


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: values.get(found.group(1), ""), text)


def day_words(day: date, language: str) -> str:
    """«26 листопада», “26 November”."""
    return format_date(day, "d MMMM", locale=language)


def _state_title(definition: Definition, state: str, language: str) -> str:
    return definition.text(f"states.{state}.title", language) or definition.states[state].title
