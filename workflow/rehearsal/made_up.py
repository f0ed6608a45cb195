"""Made-up people and values that satisfy a definition: for steps that do not say them, and for random walks.

Deterministic: `pick` chooses. Nobody real: names and numbers are the design's demo ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from workflow.definition.model import Definition, Field, FieldType, RegistrationRule
from workflow.values import Json

_GIVEN: Mapping[str, Mapping[str, Json]] = {
    "name": {"surname": "Зразкова", "given_name": "Олена"},
    "phone": {"phone": "+380501234567"},
    "address": {"address": "вул. Лісова, 8, кв. 4"},
    "email": {"email": "olena@example.org"},
    "birth_date": {"birth_date": "1988-05-12"},
    "organisation": {"organisation": "ОСББ «Затишок»"},
}
_TEXT = "Достатньо довгий текст без зайвого."


def made_up_applicant(definition: Definition, *, with_all: bool = False) -> dict[str, Json]:
    """Somebody who gives what the form asks for, and `with_all` everything they may give."""
    rule = definition.applicant
    under = {one.what for one in rule.ask_when}
    wanted = rule.ask | rule.may_give if with_all else rule.ask | under
    return {name: value for one in sorted(wanted) for name, value in _GIVEN.get(one, {}).items()}


def made_up_value(field: Field, pick: int) -> Json:
    """Something sound for a field; None for uploads and slots, which have to be there first."""
    maker = _MAKERS.get(field.type)
    return maker(field, pick) if maker else None


def _number(field: Field, pick: int) -> Json:
    least = field.minimum or 0
    most = field.maximum if field.maximum is not None else least + 9
    return least + pick % (most - least + 1)


def _text(field: Field, _pick: int) -> Json:
    text = _TEXT * (1 + (field.minimum or 0) // len(_TEXT))
    return text[: field.maximum] if field.maximum else text


def _choice(field: Field, pick: int) -> Json:
    return field.options[pick % len(field.options)][0]


_MAKERS: Mapping[FieldType, Callable[[Field, int], Json]] = MappingProxyType(
    {
        FieldType.TEXT: _text,
        FieldType.SIGNATURE_OF: _text,
        FieldType.NUMBER: _number,
        FieldType.INTEGER: _number,
        FieldType.MONEY: _number,
        FieldType.DATE: lambda field, _pick: "2026-12-07" if field.earliest else "2026-12-01",
        FieldType.TIME: lambda _field, _pick: "10:00",
        FieldType.CHOICE: _choice,
        FieldType.CHOICES: lambda field, pick: [_choice(field, pick)],
        FieldType.YES_NO: lambda _field, pick: pick % 2 == 0,
        FieldType.PHONE: lambda _field, _pick: "+380501112233",
        FieldType.EMAIL: lambda _field, _pick: "a@example.org",
        FieldType.PLACE: lambda _field, _pick: {"address": "вул. Лісова, навпроти 8"},
        FieldType.ADDRESS: lambda _field, _pick: "вул. Лісова, 8",
        FieldType.PERSON: lambda _field, _pick: {"surname": "Приклад", "given_name": "Ганна"},
        FieldType.ORGANISATION: lambda _field, _pick: {"name": "ОСББ «Затишок»"},
    }
)


def made_up_card(rule: RegistrationRule) -> dict[str, Json]:
    """A registration card that says all a definition may ask for."""
    card: dict[str, Json] = {
        "correspondent": "ОСББ «Затишок»",
        "kind": "organisation",
        "their_number": "17",
        "their_date": "2026-11-02",
        "delivery": "post",
        "sheets": 2,
        "enclosures": 0,
        "summary": _TEXT,
        "occurrence": "first",
    }
    return {**card, "category": rule.categories[0][0]} if rule.categories else card
