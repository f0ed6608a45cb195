"""A value of a form or an input as a reader sees it: options by their labels, places as addresses, days as days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from gate.field_words import label_of
from web import dates
from web.form_reading import UPLOADS
from web.words import words
from workflow.definition.model import Definition, Field, FieldType
from workflow.definition.office_calendar import Calendar
from workflow.engine.slots import slot_of
from workflow.values import Json

_PLACE_ORDER = ("address", "street", "house", "flat", "note")


def value_words(
    one: Field, value: Json, definition: Definition, path: str, language: str, *, calendar: Calendar | None = None
) -> str:
    """`path` is where the field's words stand (`form`, `transitions.finish.input`); `calendar` names slots."""
    if value is None or value in ("", [], {}):
        return ""
    if one.type in UPLOADS:
        count = len(value) if isinstance(value, list | tuple) else 1
        return words("value.files", language, count=count)
    if one.type is FieldType.YES_NO:
        return words("yes" if value is True else "no", language)
    if one.type in (FieldType.CHOICE, FieldType.CHOICES):
        chosen = value if isinstance(value, list | tuple) else [value]
        return ", ".join(_label(one, str(each), definition, path, language) for each in chosen)
    if one.type is FieldType.SLOT and calendar is not None:
        return _slot(str(value), calendar, language)
    if one.type is FieldType.DATE:
        return _day(str(value))
    return plain_words(value, language)


def plain_words(value: Json, language: str) -> str:
    """Any value without knowing its field."""
    if isinstance(value, Mapping):
        return _parts(value, language)
    if isinstance(value, list | tuple):
        return ", ".join(plain_words(each, language) for each in value)
    if isinstance(value, bool):
        return words("yes" if value else "no", language)
    return "" if value is None else str(value)


def field_label(one: Field, definition: Definition, path: str, language: str) -> str:
    """The field's label."""
    return label_of(one, definition, f"{path}.{one.name}", language)


def _label(one: Field, value: str, definition: Definition, path: str, language: str) -> str:
    own = next((label for option, label in one.options if option == value), value)
    return definition.text(f"{path}.{one.name}.options.{value}", language) or own


def _slot(value: str, calendar: Calendar, language: str) -> str:
    slot = slot_of(calendar, value)
    if slot is None:
        return value
    zone: ZoneInfo = calendar.zone
    return f"{dates.on_day(slot.starts.astimezone(zone).date(), language)}, {dates.clock_time(slot.starts, zone)}"


def _day(text: str) -> str:
    try:
        return dates.full_day(date.fromisoformat(text))
    except ValueError:
        return text


def _parts(value: Mapping[str, Json], language: str) -> str:
    said: list[str] = []
    for one in (str(value[name]) for name in _PLACE_ORDER if value.get(name)):
        # Clients give the street beside the address that names it, for lists and maps: it is said once.
        if f", {one}," not in f", {', '.join(said)},":
            said.append(one)
    if not said and value.get("lat") is not None:
        said = [words("value.point", language, lat=value["lat"], lon=value.get("lon"))]
    if value.get("from_photo") is True:
        said.append(words("value.from_photo", language))
    if not said:
        said = [str(inner) for inner in value.values() if isinstance(inner, str | int)]
    return ", ".join(said)
