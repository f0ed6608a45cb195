"""What a citizen sees behind a status link: the first tier, without anything personal (rules.md 14), and the second,
unlocked one.

Pure: from the case, its definition, when it entered its states, and the few values that may be shown. Pages and API
show the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from gate.citizen_words import citizen_words, filled
from gate.deadline_words import sentence
from gate.outcome_words import outcome_words
from store.queries.history import StateEntered
from workflow.case import Case, Deadline, DeadlineState, Resolution
from workflow.definition.model import Clock, Definition, Field, Kind, State
from workflow.engine.available import Offer
from workflow.engine.calendar import local_date
from workflow.engine.wording import current_resolution
from workflow.surroundings import Surroundings
from workflow.values import Json


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
    """The first tier. `due` is the last day of what is promised now, `why` the steps that led to it as sentences;
    `check` what the definition asks after this outcome («Яму справді засипано?»).
    """

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
    check: str | None
    moves: tuple[Move, ...]


def citizen_status(
    case: Case,
    definition: Definition,
    entered: Sequence[StateEntered],
    offers: Iterable[Offer],
    personal: Mapping[str, Json],
    *,
    version: Callable[[str], Definition],
    unit: str | None,
    surroundings: Surroundings,
    language: str,
) -> CitizenStatus:
    """The first tier of a case. `personal` maps places to values; only what staff wrote for the citizen is taken of
    it. `version` finds a version by its digest: what happened under an earlier one is told in its words."""
    state = definition.states[case.state]
    due, why = _promise(case, definition, language, surroundings.zone)
    nearest = _nearest(case, definition)
    text = definition.text(f"states.{case.state}.citizen", language) or state.citizen or state.title
    values = citizen_words(case, definition, personal, surroundings, due=due, unit=unit, language=language)
    return CitizenStatus(
        reference=case.reference,
        title=definition.text("title", language) or definition.title,
        street=case.street,
        state=case.state,
        state_title=_state_title(definition, case.state, language),
        citizen_text=filled(text, values),
        done=_done(entered, definition.states[case.state], version, language),
        now=None if state.final else Line(title=_doing(case, definition, language), date=nearest),
        next=() if state.final else _next(case, definition, language, nearest),
        due=_their_due(case) if case.forwarding is not None else None if state.final else due,
        why=() if state.final else why,
        unit=unit,
        # Told when it is final: no message and no page says the result before the registered answer does.
        outcome=outcome_words(case.outcome, language) or None if state.final else None,
        check=_check(case, definition, language) if state.final else None,
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


def _promise(case: Case, definition: Definition, language: str, zone: ZoneInfo) -> tuple[date | None, tuple[str, ...]]:
    resolution = current_resolution(case)
    if resolution is not None and resolution.due_date is not None:
        return resolution.due_date, (_ordered(resolution, language, zone),)
    deadline = _promised(case, definition)
    if deadline is None:
        return None, ()
    return deadline.date, tuple(sentence(step, language) for step in deadline.steps)


def _their_due(case: Case) -> date | None:
    """By when the body that the case was forwarded to answers, until it has."""
    forwarding = case.forwarding
    return forwarding.their_due if forwarding is not None and forwarding.answered is None else None


def _nearest(case: Case, definition: Definition) -> date | None:
    """By when the present step is to be done: the day set for the work, else the first clock to run out."""
    resolution = current_resolution(case)
    if resolution is not None and resolution.due_date is not None:
        return resolution.due_date
    return min((one.date for one in _running(case, definition)), default=None)


def _promised(case: Case, definition: Definition) -> Deadline | None:
    """The statutory clock, else the one that runs longest: inner hours are no promise to a citizen."""
    running = _running(case, definition)
    lawful = [one for one in running if one.law is not None]
    return max(lawful or running, key=lambda one: one.deadline, default=None)


def _running(case: Case, definition: Definition) -> list[Deadline]:
    """Clocks that count; an appointed one only reminds, and promises nothing."""
    reminders = {name for name, clock in definition.clocks.items() if clock.appointed is not None}
    return [
        one
        for one in case.deadlines
        if one.stopped is None
        and one.state in (DeadlineState.RUNNING, DeadlineState.BLOWN)
        and one.clock not in reminders
    ]


def _done(
    entered: Sequence[StateEntered], here: State, version: Callable[[str], Definition], language: str
) -> tuple[Line, ...]:
    """What happened so far; where the case stands now belongs to it once the definition says what goes on there."""
    told = entered if here.final or here.doing or len(entered) == 1 else entered[:-1]
    return tuple(
        Line(title=_happened(one, version(one.definition), language, first=number == 0), at=one.at)
        for number, one in enumerate(told)
    )


def _happened(one: StateEntered, definition: Definition, language: str, *, first: bool) -> str:
    moved = next((each.done for each in definition.transitions if each.name == one.by), "")
    if moved:
        return definition.text(f"transitions.{one.by}.done", language) or moved
    done = definition.states[one.state].done
    if done:
        return definition.text(f"states.{one.state}.done", language) or done
    return _RECEIVED[language] if first else _state_title(definition, one.state, language)


def _doing(case: Case, definition: Definition, language: str) -> str:
    state = definition.states[case.state]
    if state.doing:
        return definition.text(f"states.{case.state}.doing", language) or state.doing
    if state.initial and definition.kind is not Kind.APPOINTMENT:
        # "Received" stands among what was done already.
        return _DECIDING[language]
    return _state_title(definition, case.state, language)


def _check(case: Case, definition: Definition, language: str) -> str | None:
    outcome = case.outcome or ""
    question = definition.states[case.state].check.get(outcome)
    return definition.text(f"states.{case.state}.check.{outcome}", language) or question


def _next(case: Case, definition: Definition, language: str, nearest: date | None) -> tuple[Line, ...]:
    """What is promised beside the present step: not what waits for the citizen, and once somebody has set a day for
    the work, only what the law still promises."""
    ordered = current_resolution(case) is not None
    lines = []
    for one in sorted(_running(case, definition), key=lambda found: found.deadline):
        clock = definition.clocks.get(one.clock)
        if clock is None or definition.states[clock.starts].waits_for or (ordered and one.law is None):
            continue
        title = _ahead(clock, definition, language)
        if title and one.date != nearest:
            lines.append(Line(title=title, date=one.date))
    return tuple(lines)


def _ahead(clock: Clock, definition: Definition, language: str) -> str:
    if clock.citizen:
        return definition.text(f"clocks.{clock.name}.citizen", language) or clock.citizen
    title = definition.text(f"clocks.{clock.name}.title", language) or clock.title
    return title or (_ANSWER[language] if clock.law is not None else "")


_RECEIVED = {"uk": "Отримали", "en": "Received", "ru": "Получили"}
_DECIDING = {
    "uk": "Вирішуємо, хто цим займеться",
    "en": "Deciding who takes it",
    "ru": "Решаем, кто этим займётся",
}
_ANSWER = {"uk": "Відповідь вам", "en": "The answer to you", "ru": "Ответ вам"}

_ORDERED = {
    "uk": "Цей день {day} призначила посадова особа, яка відповідає за роботу.",
    "en": "The official who answers for the work set this date on {day}.",
    "ru": "Этот день {day} назначило должностное лицо, отвечающее за работу.",
}


def _ordered(resolution: Resolution, language: str, zone: ZoneInfo) -> str:
    return _ORDERED[language].format(day=local_date(resolution.issued, zone).strftime("%d.%m.%Y"))


def _state_title(definition: Definition, state: str, language: str) -> str:
    return definition.text(f"states.{state}.title", language) or definition.states[state].title
