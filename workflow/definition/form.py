"""Checks what somebody gave against the fields that were asked: clean values, or every mistake at once.

Pure. Mistakes are codes by field (`required`, `too_long`, `not_a_place` …); wording is made at the edge.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from decimal import Decimal, InvalidOperation

from workflow.definition.condition import Facts, holds
from workflow.definition.model import Field, FieldType
from workflow.identifier import UUID
from workflow.values import Json

MAX_TEXT = 4000
MAX_LINE = 300
MAX_UPLOADS = 10
_PLACE_KEYS = frozenset({"lat", "lon", "address", "street", "house", "flat", "from_photo"})
_PERSON_KEYS = frozenset({"surname", "given_name", "patronymic", "birth_date", "phone", "email", "address"})
_ORGANISATION_KEYS = frozenset({"organisation", "code", "phone", "email", "address"})
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

Checked = tuple[Mapping[str, Json], Mapping[str, Sequence[str]]]


def validate(fields: Sequence[Field], given: Mapping[str, Json], facts: Facts) -> Checked:
    """(clean values, mistakes by field). A field whose `when` does not hold is neither asked nor kept.

    `unless` names another field (or a condition) that makes this one superfluous.
    """
    values: dict[str, Json] = {}
    mistakes: dict[str, list[str]] = {}
    known = {field.name for field in fields}
    for name in given:
        if name not in known:
            mistakes[str(name)] = ["unknown_field"]
    for field in fields:
        value = given.get(field.name)
        if not holds(field.when, facts):
            if not _empty(value):
                mistakes[field.name] = ["not_asked"]
            continue
        if _empty(value):
            if field.required or (field.unless is not None and not holds(field.unless, facts)):
                mistakes[field.name] = ["required"]
            continue
        try:
            values[field.name] = _READERS[field.type](field, value)
        except _WrongError as wrong:
            mistakes[field.name] = [wrong.code]
    return values, mistakes


class _WrongError(Exception):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _empty(value: Json) -> bool:
    return value is None or value in ("", [], (), {}) or (isinstance(value, str) and not value.strip())


def _text(field: Field, value: Json) -> Json:
    if not isinstance(value, str):
        raise _WrongError("not_a_text")
    text = _FORBIDDEN.sub("", value).strip()
    limit = field.maximum if field.maximum is not None else MAX_TEXT
    if len(text) > limit:
        raise _WrongError("too_long")
    if field.minimum is not None and len(text) < field.minimum:
        raise _WrongError("too_short")
    return text


def _line(field: Field, value: Json) -> Json:
    if isinstance(value, str) and len(value) > (field.maximum or MAX_LINE):
        raise _WrongError("too_long")
    return _text(field, value)


def _integer(field: Field, value: Json) -> Json:
    if isinstance(value, str) and re.fullmatch(r"[+-]?\d{1,15}", value.strip()):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise _WrongError("not_an_integer")
    _bounds(field, Decimal(value))
    return value


def _number(field: Field, value: Json) -> Json:
    """Decimal text without exponent: history holds no floats."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _WrongError("not_a_number")
    try:
        number = Decimal(str(value).strip().replace(",", "."))
    except InvalidOperation:
        raise _WrongError("not_a_number") from None
    if not number.is_finite() or abs(number) >= Decimal(10) ** 15 or number.as_tuple().exponent < -6:  # type: ignore[operator]
        raise _WrongError("not_a_number")
    _bounds(field, number)
    return f"{number:f}"


def _bounds(field: Field, number: Decimal) -> None:
    if field.minimum is not None and number < field.minimum:
        raise _WrongError("too_small")
    if field.maximum is not None and number > field.maximum:
        raise _WrongError("too_large")


def _money(field: Field, value: Json) -> Json:
    number = Decimal(str(_number(field, value)))
    if number != number.quantize(Decimal("0.01")):
        raise _WrongError("not_a_number")
    return f"{number:.2f}"


def _date(_field: Field, value: Json) -> Json:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise _WrongError("not_a_date") from None


def _time(_field: Field, value: Json) -> Json:
    try:
        return time.fromisoformat(str(value)).strftime("%H:%M")
    except ValueError:
        raise _WrongError("not_a_time") from None


def _choice(field: Field, value: Json) -> Json:
    if not isinstance(value, str) or value not in {key for key, _ in field.options}:
        raise _WrongError("not_a_choice")
    return value


def _choices(field: Field, value: Json) -> Json:
    listed = _listed(value)
    if len(set(map(str, listed))) != len(listed):
        raise _WrongError("twice")
    if field.maximum is not None and len(listed) > field.maximum:
        raise _WrongError("too_many")
    return [_choice(field, one) for one in listed]


def _yes_no(_field: Field, value: Json) -> Json:
    if not isinstance(value, bool):
        raise _WrongError("not_yes_or_no")
    return value


def _upload(_field: Field, value: Json) -> Json:
    try:
        return str(UUID(str(value)))
    except ValueError:
        raise _WrongError("unknown_attachment") from None


def _uploads(field: Field, value: Json) -> Json:
    listed = _listed(value)
    limit = field.maximum if field.maximum is not None else MAX_UPLOADS
    if len(listed) > limit:
        raise _WrongError("too_many")
    if field.minimum is not None and len(listed) < field.minimum:
        raise _WrongError("too_few")
    return [_upload(field, one) for one in listed]


def _listed(value: Json) -> Sequence[Json]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise _WrongError("not_a_list")
    return value


def _place(_field: Field, value: Json) -> Json:
    """`{"lat", "lon"}`, an address, or both. Degrees are kept as texts of seven decimals."""
    if isinstance(value, str):
        value = {"address": value}
    if not isinstance(value, Mapping) or not set(value) <= _PLACE_KEYS:
        raise _WrongError("not_a_place")
    clean: dict[str, Json] = {}
    for name in ("address", "street", "house", "flat"):
        text = value.get(name)
        if text is None or text == "":
            continue
        if not isinstance(text, str) or len(text) > MAX_LINE:
            raise _WrongError("not_a_place")
        clean[name] = _FORBIDDEN.sub("", text).strip()
    if (value.get("lat") is None) != (value.get("lon") is None):
        raise _WrongError("not_a_place")
    if value.get("lat") is not None:
        clean["lat"] = _degrees(value["lat"], 90)
        clean["lon"] = _degrees(value["lon"], 180)
    if value.get("from_photo") is True:
        clean["from_photo"] = True
    if not clean or set(clean) == {"from_photo"}:
        raise _WrongError("not_a_place")
    return clean


def _degrees(value: Json, limit: int) -> str:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise _WrongError("not_a_place") from None
    if isinstance(value, bool) or not number.is_finite() or abs(number) > limit:
        raise _WrongError("not_a_place")
    return f"{number:.7f}"


def _record(keys: frozenset[str], needed: tuple[str, ...], code: str) -> Callable[[Field, Json], Json]:
    def read(_field: Field, value: Json) -> Json:
        if not isinstance(value, Mapping) or not set(value) <= keys:
            raise _WrongError(code)
        if any(not isinstance(one, str) or len(one) > MAX_LINE for one in value.values()):
            raise _WrongError(code)
        if any(_empty(value.get(name)) for name in needed):
            raise _WrongError(code)
        return {name: _FORBIDDEN.sub("", str(one)).strip() for name, one in value.items()}

    return read


def _phone(field: Field, value: Json) -> Json:
    text = _line(field, value)
    digits = re.sub(r"[\s()\-.]", "", str(text))
    if not re.fullmatch(r"\+?\d{9,15}", digits):
        raise _WrongError("not_a_phone")
    return digits


def _email(field: Field, value: Json) -> Json:
    text = str(_line(field, value))
    if not re.fullmatch(r"[^@\s]{1,64}@[^@\s]+\.[^@\s]{2,}", text):
        raise _WrongError("not_an_email")
    return text


_READERS: Mapping[FieldType, Callable[[Field, Json], Json]] = {
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
    FieldType.ADDRESS: _line,
    FieldType.PHOTO: _upload,
    FieldType.PHOTOS: _uploads,
    FieldType.FILE: _upload,
    FieldType.FILES: _uploads,
    FieldType.PERSON: _record(_PERSON_KEYS, ("surname", "given_name"), "not_a_person"),
    FieldType.ORGANISATION: _record(_ORGANISATION_KEYS, ("organisation",), "not_an_organisation"),
    FieldType.SLOT: _line,
    FieldType.MONEY: _money,
    FieldType.SIGNATURE_OF: _line,
}
