"""Forms and inputs: what was given is checked against fields and comes out clean; fields as JSON Schema.

Pure Python, used by the engine: no marshmallow, no clock, no files. Wrong input is told by codes, all at once; words
are found at the edge. Clean values hold no floats (history is canonical JSON).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from workflow.definition.condition import (
    All,
    AnyOf,
    Condition,
    Facts,
    FieldCondition,
    Not,
    holds,
)
from workflow.definition.model import Field, FieldType
from workflow.values import Json

MAX_TEXT = 4000
MAX_ITEMS = 50
MAX_NUMBER = 10**15

_IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_PHONE = re.compile(r"\+?[0-9 ()\-]{3,20}")
_EMAIL = re.compile(r"[^\s@<>\",;:()\\]{1,64}@[^\s@<>\",;:()\\]{1,190}\.[^\s@<>\",;:()\\.]{2,63}")
_SLOT = re.compile(r"[A-Za-z0-9_:+.\-]{1,100}")
_DECIMAL = re.compile(r"-?[0-9]{1,15}([.,][0-9]{1,7})?")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_YES = frozenset({"true", "yes", "on", "1", "так"})
_NO = frozenset({"false", "no", "off", "0", "ні"})
_PERSON_KEYS = ("surname", "given_name", "patronymic", "birth_date", "phone", "email", "address")
_ORGANISATION_KEYS = ("name", "code", "address", "phone", "email")
_PLACE_KEYS = ("address", "street", "house", "flat", "note")
_SHORT = 300


class _Wrong(Exception):
    """A value that cannot be taken; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def validate(
    fields: Sequence[Field], values: Mapping[str, Json], facts: Facts
) -> tuple[Mapping[str, Json], Mapping[str, tuple[str, ...]]]:
    """Clean values and mistakes by field; use the values only if there are no mistakes.

    `facts` answers the conditions in `when` and `unless`, the given values among them. A field with `unless` must be
    given unless that holds; one with `when` is asked only where that holds. Codes: `required unknown_field too_long
    too_short too_small too_big too_many too_few not_a_text not_a_number not_a_whole_number not_a_date not_a_time
    not_a_choice not_yes_or_no not_a_phone not_an_email not_a_place not_an_attachment not_a_person
    not_an_organisation not_a_slot not_money named_twice day_too_soon day_too_far`.
    """
    clean: dict[str, Json] = {}
    mistakes: dict[str, tuple[str, ...]] = {}
    for field in fields:
        value = values.get(field.name)
        if _is_empty(value):
            if _is_needed(field, facts):
                mistakes[field.name] = ("required",)
            continue
        try:
            clean[field.name] = _READERS[field.type](field, value)
            _within_days(field, clean[field.name], facts)
        except _Wrong as wrong:
            mistakes[field.name] = (wrong.code,)
    known = {field.name for field in fields}
    mistakes.update((str(name)[:100], ("unknown_field",)) for name in values if name not in known)
    return clean, mistakes


def _within_days(field: Field, clean: Json, facts: Facts) -> None:
    """A date lies within the days ahead of today that its field allows."""
    if facts.day_ahead is None or not isinstance(clean, str):
        return
    if field.earliest is not None and clean < facts.day_ahead(field.earliest.days, field.earliest.unit).isoformat():
        raise _Wrong("day_too_soon")
    if field.latest is not None and clean > facts.day_ahead(field.latest.days, field.latest.unit).isoformat():
        raise _Wrong("day_too_far")


def _is_empty(value: Json) -> bool:
    if isinstance(value, str):
        return not _visible(value).strip()
    return value is None or value in ([], {}, ())


def _is_needed(field: Field, facts: Facts) -> bool:
    if field.when is not None and not holds(field.when, facts):
        return False
    if field.unless is not None:
        return not holds(field.unless, facts)
    return field.required


def _visible(text: str) -> str:
    """The text without characters that only deceive the reader (rules.md, rule 22)."""
    return _UNSEEN.sub("", text)


def _words(value: Json, most: int, wrong: str = "not_a_text") -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _Wrong(wrong)
    text = _visible(str(value)).strip()
    if len(text) > most:
        raise _Wrong("too_long")
    return text


def _text(field: Field, value: Json) -> Json:
    text = _words(value, field.maximum if field.maximum is not None else MAX_TEXT)
    if field.minimum is not None and len(text) < field.minimum:
        raise _Wrong("too_short")
    return text


def _decimal(value: Json, code: str) -> Decimal:
    # Floats come from JSON requests although our own values never hold them.
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _Wrong(code)
    text = str(value).strip().replace("\u00a0", "").replace(" ", "")
    if not _DECIMAL.fullmatch(text):
        raise _Wrong(code)
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise _Wrong(code) from None


def _bounded(field: Field, number: Decimal) -> Decimal:
    if number < (field.minimum if field.minimum is not None else -MAX_NUMBER):
        raise _Wrong("too_small")
    if number > (field.maximum if field.maximum is not None else MAX_NUMBER):
        raise _Wrong("too_big")
    return number


def _number(field: Field, value: Json) -> Json:
    number = _bounded(field, _decimal(value, "not_a_number"))
    return int(number) if number == number.to_integral_value() else format(number.normalize(), "f")


def _integer(field: Field, value: Json) -> Json:
    number = _decimal(value, "not_a_whole_number")
    if number != number.to_integral_value():
        raise _Wrong("not_a_whole_number")
    return int(_bounded(field, number))


def _money(field: Field, value: Json) -> Json:
    number = _decimal(value, "not_money")
    if number < 0 or number != number.quantize(Decimal("0.01")):
        raise _Wrong("not_money")
    return format(_bounded(field, number).quantize(Decimal("0.01")), "f")


def _date(_field: Field, value: Json) -> Json:
    try:
        return date.fromisoformat(_words(value, 10, "not_a_date")).isoformat()
    except ValueError:
        raise _Wrong("not_a_date") from None


def _time(_field: Field, value: Json) -> Json:
    text = _words(value, 8, "not_a_time")
    try:
        found = time.fromisoformat(text)
    except ValueError:
        raise _Wrong("not_a_time") from None
    if ":" not in text or found.tzinfo is not None:
        raise _Wrong("not_a_time")
    return found.strftime("%H:%M")


def _choice(field: Field, value: Json) -> Json:
    if not isinstance(value, str) or value not in {option for option, _label in field.options}:
        raise _Wrong("not_a_choice")
    return value


def _choices(field: Field, value: Json) -> Json:
    chosen = _listed(value)
    options = {option for option, _label in field.options}
    if not all(isinstance(one, str) and one in options for one in chosen):
        raise _Wrong("not_a_choice")
    if len(set(map(str, chosen))) < len(chosen):
        raise _Wrong("named_twice")
    return _counted(field, chosen)


def _yes_no(_field: Field, value: Json) -> Json:
    if isinstance(value, bool):
        return value
    text = value.strip().lower() if isinstance(value, str) else ""
    if text not in _YES | _NO:
        raise _Wrong("not_yes_or_no")
    return text in _YES


def _phone(_field: Field, value: Json) -> Json:
    text = _words(value, 25, "not_a_phone")
    if not _PHONE.fullmatch(text) or sum(letter.isdigit() for letter in text) < 3:
        raise _Wrong("not_a_phone")
    return text


def _email(_field: Field, value: Json) -> Json:
    text = _words(value, 254, "not_an_email")
    if not _EMAIL.fullmatch(text):
        raise _Wrong("not_an_email")
    return text


def _place(_field: Field, value: Json) -> Json:
    """`{"lat","lon","address","street","house"}`, or an address as text; degrees come out as decimal text."""
    if isinstance(value, str):
        return {"address": _words(value, _SHORT)}
    if not isinstance(value, Mapping) or set(value) - {*_PLACE_KEYS, "lat", "lon", "from_photo"}:
        raise _Wrong("not_a_place")
    place: dict[str, Json] = {
        key: _words(value[key], _SHORT, "not_a_place") for key in _PLACE_KEYS if not _is_empty(value.get(key))
    }
    if not (_is_empty(value.get("lat")) and _is_empty(value.get("lon"))):
        place["lat"] = _degrees(value.get("lat"), 90)
        place["lon"] = _degrees(value.get("lon"), 180)
    if value.get("from_photo") is True:
        place["from_photo"] = True
    if not {"lat", "address", "street"} & set(place):
        raise _Wrong("not_a_place")
    return place


def _degrees(value: Json, most: int) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _Wrong("not_a_place")
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        raise _Wrong("not_a_place") from None
    if not number.is_finite() or abs(number) > most:
        raise _Wrong("not_a_place")
    return format(number.quantize(Decimal("0.0000001")).normalize(), "f")


def _address(_field: Field, value: Json) -> Json:
    return _words(value, _SHORT)


def _one_upload(_field: Field, value: Json) -> Json:
    found = _listed(value)
    if len(found) != 1:
        raise _Wrong("too_many")
    return _identifier(found[0])


def _uploads(field: Field, value: Json) -> Json:
    found = [_identifier(one) for one in _listed(value)]
    if len(set(found)) < len(found):
        raise _Wrong("named_twice")
    return _counted(field, found)


def _identifier(value: Json) -> str:
    text = value.lower() if isinstance(value, str) else ""
    if not _IDENTIFIER.fullmatch(text):
        raise _Wrong("not_an_attachment")
    return text


def _listed(value: Json) -> Sequence[Json]:
    return value if isinstance(value, list | tuple) else [value]


def _counted(field: Field, found: Sequence[Json]) -> list[Json]:
    if len(found) > (field.maximum if field.maximum is not None else MAX_ITEMS):
        raise _Wrong("too_many")
    if field.minimum is not None and len(found) < field.minimum:
        raise _Wrong("too_few")
    return list(found)


def _person(_field: Field, value: Json) -> Json:
    if isinstance(value, str):
        return {"surname": _words(value, _SHORT)}
    return _parts(value, _PERSON_KEYS, "surname", "not_a_person")


def _organisation(_field: Field, value: Json) -> Json:
    if isinstance(value, str):
        return {"name": _words(value, _SHORT)}
    return _parts(value, _ORGANISATION_KEYS, "name", "not_an_organisation")


def _parts(value: Json, keys: Iterable[str], needed: str, code: str) -> Json:
    if not isinstance(value, Mapping) or set(value) - set(keys) or _is_empty(value.get(needed)):
        raise _Wrong(code)
    return {key: _words(inner, _SHORT, code) for key, inner in value.items() if not _is_empty(inner)}


def _slot(_field: Field, value: Json) -> Json:
    text = _words(value, 100, "not_a_slot")
    if not _SLOT.fullmatch(text):
        raise _Wrong("not_a_slot")
    return text


_READERS: Mapping[FieldType, Callable[[Field, Json], Json]] = MappingProxyType(
    {
        FieldType.TEXT: _text,
        FieldType.NUMBER: _number,
        FieldType.INTEGER: _integer,
        FieldType.DATE: _date,
        FieldType.TIME: _time,
        FieldType.CHOICE: _choice,
        FieldType.CHOICES: _choices,
        FieldType.YES_NO: _yes_no,
        FieldType.PHONE: _phone,
        FieldType.EMAIL: _email,
        FieldType.PLACE: _place,
        FieldType.ADDRESS: _address,
        FieldType.PHOTO: _one_upload,
        FieldType.PHOTOS: _uploads,
        FieldType.FILE: _one_upload,
        FieldType.FILES: _uploads,
        FieldType.PERSON: _person,
        FieldType.ORGANISATION: _organisation,
        FieldType.SLOT: _slot,
        FieldType.MONEY: _money,
        FieldType.SIGNATURE_OF: _text,
    }
)


def json_schema(fields: Sequence[Field]) -> Json:
    """The fields as one JSON Schema object, Draft 2020-12; `x-type` is the field's type in the definition.

    Conditions on other fields become `if`/`then`; those on the applicant or the outcome cannot be said in it.
    """
    schema: dict[str, Json] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {field.name: _property(field) for field in fields},
        "required": [field.name for field in fields if field.required and not field.when and not field.unless],
        "additionalProperties": False,
    }
    rules = [rule for field in fields if (rule := _rule(field)) is not None]
    if rules:
        schema["allOf"] = rules
    return schema


def _property(field: Field) -> Json:
    schema: dict[str, Json] = {"title": field.label or field.name, "x-type": field.type.value}
    if field.hint:
        schema["description"] = field.hint
    schema.update(_SHAPES[field.type](field))
    return schema


def _rule(field: Field) -> Json:
    """What makes a field required under a condition."""
    condition: Condition | None = None
    if field.unless is not None:
        condition = Not(part=field.unless)
        if field.when is not None:
            condition = All(parts=(field.when, condition))
    elif field.when is not None and field.required:
        condition = field.when
    asked = condition_schema(condition) if condition is not None else None
    return None if asked is None else {"if": asked, "then": {"required": [field.name]}}


def condition_schema(condition: Condition) -> Mapping[str, Json] | None:
    """A condition on fields as JSON Schema of the form; None for one that asks of other things."""
    match condition:
        case FieldCondition():
            return _asked_of_field(condition)
        case Not(part=part):
            inner = condition_schema(part)
            return None if inner is None else {"not": inner}
        case All(parts=parts) | AnyOf(parts=parts):
            found = [condition_schema(part) for part in parts]
            if not found or None in found:
                return None
            return {"allOf" if isinstance(condition, All) else "anyOf": [one for one in found if one is not None]}
        case _:
            return None


_TESTS = {"over": "exclusiveMinimum", "under": "exclusiveMaximum", "at_least": "minimum", "at_most": "maximum"}


def _asked_of_field(condition: FieldCondition) -> Mapping[str, Json]:
    given: dict[str, Json] = {"required": [condition.field]}
    wanted: Json = None
    match condition.test:
        case "equals":
            wanted = {"const": condition.value}
        case "one_of":
            options = condition.value
            wanted = {"enum": list(options) if isinstance(options, list | tuple) else []}
        case test if test in _TESTS:
            wanted = {"type": "number", _TESTS[test]: condition.value}
        case _:
            wanted = {"not": {"enum": ["", None]}}
    return {**given, "properties": {condition.field: wanted}}


def _lengths(field: Field, least: str, most: str, default: int) -> dict[str, Json]:
    found: dict[str, Json] = {most: field.maximum if field.maximum is not None else default}
    if field.minimum is not None:
        found[least] = field.minimum
    return found


def _bounds(field: Field) -> dict[str, Json]:
    pairs = (("minimum", field.minimum), ("maximum", field.maximum))
    return {key: bound for key, bound in pairs if bound is not None}


def _text_shape(field: Field) -> dict[str, Json]:
    least = field.minimum if field.minimum is not None else (1 if field.required else None)
    return {"type": "string", **_lengths(replace(field, minimum=least), "minLength", "maxLength", MAX_TEXT)}


def _choice_shape(field: Field) -> dict[str, Json]:
    return {"type": "string", "oneOf": [{"const": option, "title": label} for option, label in field.options]}


def _choices_shape(field: Field) -> dict[str, Json]:
    counted = _lengths(field, "minItems", "maxItems", MAX_ITEMS)
    return {"type": "array", "items": _choice_shape(field), "uniqueItems": True, **counted}


def _uploads_shape(field: Field) -> dict[str, Json]:
    counted = _lengths(field, "minItems", "maxItems", MAX_ITEMS)
    return {"type": "array", "items": {"type": "string", "format": "uuid"}, "uniqueItems": True, **counted}


def _parts_shape(keys: Sequence[str], needed: Sequence[str]) -> dict[str, Json]:
    texts: dict[str, Json] = {key: {"type": "string", "maxLength": _SHORT} for key in keys}
    return {"type": "object", "properties": texts, "required": list(needed), "additionalProperties": False}


def _place_shape(_field: Field) -> dict[str, Json]:
    parts = _parts_shape(_PLACE_KEYS, ())
    degrees: dict[str, Json] = {
        key: {"type": ["number", "string"], "minimum": -most, "maximum": most}
        for key, most in (("lat", 90), ("lon", 180))
    }
    properties = parts["properties"]
    assert isinstance(properties, Mapping)
    parts["properties"] = {**properties, **degrees, "from_photo": {"type": "boolean"}}
    parts["anyOf"] = [{"required": ["lat", "lon"]}, {"required": ["address"]}, {"required": ["street"]}]
    return {"anyOf": [{"type": "string", "minLength": 1, "maxLength": _SHORT}, parts]}


def _plain_shape(format_: str = "", most: int = _SHORT, pattern: str = "") -> Callable[[Field], dict[str, Json]]:
    def shape(_field: Field) -> dict[str, Json]:
        found: dict[str, Json] = {"type": "string", "maxLength": most}
        found.update({key: word for key, word in (("format", format_), ("pattern", pattern)) if word})
        return found

    return shape


def _date_shape(field: Field) -> dict[str, Json]:
    # JSON Schema knows no today: what it cannot say stands beside it.
    pairs = (("min", field.earliest), ("max", field.latest))
    ahead: dict[str, Json] = {key: {"days": one.days, "unit": one.unit} for key, one in pairs if one is not None}
    found: dict[str, Json] = {"type": "string", "maxLength": 10, "format": "date"}
    return {**found, "x-days-ahead": ahead} if ahead else found


_SHAPES: Mapping[FieldType, Callable[[Field], dict[str, Json]]] = MappingProxyType(
    {
        FieldType.TEXT: _text_shape,
        FieldType.NUMBER: lambda field: {"type": "number", **_bounds(field)},
        FieldType.INTEGER: lambda field: {"type": "integer", **_bounds(field)},
        FieldType.DATE: _date_shape,
        FieldType.TIME: _plain_shape("", 5, "^([01][0-9]|2[0-3]):[0-5][0-9]$"),
        FieldType.CHOICE: _choice_shape,
        FieldType.CHOICES: _choices_shape,
        FieldType.YES_NO: lambda _field: {"type": "boolean"},
        FieldType.PHONE: _plain_shape("", 25, r"^\+?[0-9 ()\-]{3,20}$"),
        FieldType.EMAIL: _plain_shape("email", 254),
        FieldType.PLACE: _place_shape,
        FieldType.ADDRESS: _plain_shape(),
        FieldType.PHOTO: _plain_shape("uuid", 36),
        FieldType.PHOTOS: _uploads_shape,
        FieldType.FILE: _plain_shape("uuid", 36),
        FieldType.FILES: _uploads_shape,
        FieldType.PERSON: lambda _field: _parts_shape(_PERSON_KEYS, ("surname",)),
        FieldType.ORGANISATION: lambda _field: _parts_shape(_ORGANISATION_KEYS, ("name",)),
        FieldType.SLOT: _plain_shape("", 100),
        FieldType.MONEY: _plain_shape("", 20, r"^[0-9]{1,13}([.,][0-9]{1,2})?$"),
        FieldType.SIGNATURE_OF: _text_shape,
    }
)
