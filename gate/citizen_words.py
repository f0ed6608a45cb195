"""What stands in the braces of a state's citizen sentence on the status page, in the reader's language.

The bare link is open to whoever holds it (rules.md 14): nothing personal, and of fields only what staff wrote for the
citizen or what is no free text and not personal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from babel.dates import format_date

from gate.outcome_words import outcome_words
from workflow.case import Case
from workflow.definition.model import Definition, Field, FieldType, Privacy
from workflow.definition.placeholders import all_fields
from workflow.engine.calendar import local_date
from workflow.engine.wording import answer_deadline, money, values_of
from workflow.surroundings import Surroundings
from workflow.values import Json

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_SHOWABLE = frozenset(
    {FieldType.CHOICE, FieldType.CHOICES, FieldType.DATE, FieldType.TIME, FieldType.YES_NO, FieldType.MONEY}
    | {FieldType.INTEGER, FieldType.NUMBER}
)
_YES_NO = {"uk": ("так", "ні"), "en": ("yes", "no"), "ru": ("да", "нет")}


def day_words(day: date, language: str) -> str:
    """«26 листопада», “26 November”."""
    return format_date(day, "d MMMM", locale=language)


def filled(text: str, values: Mapping[str, str]) -> str:
    """The sentence with its placeholders replaced; what is not known yet becomes nothing."""
    return _PLACEHOLDER.sub(lambda found: values.get(found.group(1), ""), text)


def citizen_words(
    case: Case,
    definition: Definition,
    personal: Mapping[str, Json],
    surroundings: Surroundings,
    *,
    due: date | None,
    unit: str | None,
    language: str,
) -> dict[str, str]:
    """Words by placeholder. `due` is the day promised now; `personal` holds what staff wrote, by its place."""
    answer = answer_deadline(case)
    state = definition.states[case.state]
    values = {
        **values_of(case, surroundings.zone, _room(definition, surroundings)),
        "title": definition.text("title", language) or definition.title,
        "state": definition.text(f"states.{case.state}.title", language) or state.title,
        "street": case.street or "",
        "unit": unit or "",
        "phone": surroundings.town.phone,
        "outcome": outcome_words(case.outcome, language),
        "due": day_words(due, language) if due else "",
        "answer_due": day_words(answer.date, language) if answer else "",
        "received": day_words(local_date(case.opened, surroundings.zone), language),
        **_visit(case, surroundings.zone, language),
    }
    shown = staff_inputs(definition)
    for one in all_fields(definition):
        if one.name in shown or (one.privacy is Privacy.PLAIN and one.type in _SHOWABLE):
            place = case.places.get(one.name)
            value = personal.get(place) if place else case.values.get(one.name)
            words = _written(one, value, definition, language)
            if words:
                values[one.name] = words
    return values


def staff_inputs(definition: Definition) -> frozenset[str]:
    """Inputs that staff give and nobody else: their words are meant for the citizen."""
    by_citizen = {one.name for one in definition.asked_of_citizens().form}
    by_staff: set[str] = set()
    for transition in definition.transitions:
        names = {one.name for one in transition.input}
        if "applicant" in transition.roles:
            by_citizen |= names
        else:
            by_staff |= names
    return frozenset(by_staff - by_citizen)


def _room(definition: Definition, surroundings: Surroundings) -> str:
    return surroundings.calendars.calendar(definition.calendar).room if definition.calendar else ""


def _visit(case: Case, zone: ZoneInfo, language: str) -> dict[str, str]:
    """«середа, 25 листопада, 15:00» and its parts."""
    if case.booking is None:
        return {}
    day = local_date(case.booking.starts, zone)
    weekday = f"{format_date(day, 'EEEE', locale=language)}, {day_words(day, language)}"
    time = case.booking.starts.astimezone(zone).strftime("%H:%M")
    return {"slot": f"{weekday}, {time}", "slot_day": weekday, "slot_date": day_words(day, language), "slot_time": time}


def _written(one: Field, value: Json, definition: Definition, language: str) -> str:
    match value:
        case bool():
            return _YES_NO[language][0 if value else 1]
        case str() if one.type is FieldType.MONEY:
            return money(value)
        case str() if one.options:
            return _option(one, value, definition, language)
        case str():
            return _day_or_text(value, language)
        case int():
            return str(value)
        case list() | tuple():
            return ", ".join(_option(one, str(each), definition, language) for each in value)
        case _:
            return ""


def _option(one: Field, value: str, definition: Definition, language: str) -> str:
    """The label of a choice, of the form or of whichever move takes it."""
    asking = (f"transitions.{move.name}.input" for move in definition.transitions if one in move.input)
    said = (definition.text(f"{path}.{one.name}.options.{value}", language) for path in ("form", *asking))
    return next((words for words in said if words), dict(one.options).get(value, value))


def _day_or_text(value: str, language: str) -> str:
    """A day in words, anything else as it is."""
    try:
        return day_words(date.fromisoformat(value), language) if len(value) == 10 else value
    except ValueError:
        return value
