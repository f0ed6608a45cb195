"""Values of fields as a person reads them: dates, labels of choices, addresses. Ukrainian, the town's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from workflow.definition.model import Field, FieldType
from workflow.engine.wording import money
from workflow.values import Json


class Length(StrEnum):
    """How much room there is: a day is `26.11` in a message, `26.11.2026` on paper."""

    MESSAGE = "message"
    PAPER = "paper"


def day_words(day: date, length: Length) -> str:
    """A day in figures."""
    return day.strftime("%d.%m" if length is Length.MESSAGE else "%d.%m.%Y")


def spoken(field: Field, value: Json, length: Length) -> str:
    """The value of one field; nothing for what was not given. Photos and files are told by their number."""
    if value is None:
        return ""
    match field.type:
        case FieldType.DATE:
            return _day(value, length)
        case FieldType.CHOICE:
            return dict(field.options).get(str(value), str(value))
        case FieldType.CHOICES:
            labels = dict(field.options)
            return ", ".join(labels.get(str(one), str(one)) for one in _listed(value))
        case FieldType.YES_NO:
            return "так" if value is True else "ні"
        case FieldType.MONEY:
            return money(str(value))
        case FieldType.PLACE:
            return place_words(value)
        case FieldType.PERSON:
            return _parts(value, ("given_name", "patronymic", "surname"))
        case FieldType.ORGANISATION:
            return _parts(value, ("name",))
        case FieldType.PHOTO | FieldType.PHOTOS | FieldType.FILE | FieldType.FILES:
            return str(len(_listed(value)))
        case _:
            return str(value)


def place_words(value: Json) -> str:
    """«вул. Лісова, навпроти 8»; degrees when nothing else is known."""
    if not isinstance(value, Mapping):
        return str(value)
    if value.get("address"):
        return str(value["address"])
    if value.get("street"):
        return ", ".join(str(value[key]) for key in ("street", "house", "flat", "note") if value.get(key))
    return f"{value.get('lat')}, {value.get('lon')}"


def _day(value: Json, length: Length) -> str:
    try:
        return day_words(date.fromisoformat(str(value)), length)
    except ValueError:
        return str(value)


def _parts(value: Json, names: tuple[str, ...]) -> str:
    if not isinstance(value, Mapping):
        return str(value)
    return " ".join(str(value[name]) for name in names if value.get(name))


def _listed(value: Json) -> list[Json]:
    return list(value) if isinstance(value, list | tuple) else [value]
