"""A paper before there is a case: in the place of each value stands one of its kind, or what it is called. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.definition.made_up_paper import filled_in
from workflow.definition.model import Definition, DocumentRule, Field, FieldType
from workflow.definition.requisites import Printed
from workflow.values import Json

_EXECUTOR: Json = {"name": "Ім'я Прізвище", "phone": "1580"}


_BELIEVABLE: Mapping[FieldType, str] = {
    FieldType.NUMBER: "12,5",
    FieldType.INTEGER: "3",
    FieldType.MONEY: "1 250,00 грн",
    FieldType.TIME: "15:00",
    FieldType.PHONE: "+380 50 123 45 67",
    FieldType.EMAIL: "olena@example.org",
    FieldType.ADDRESS: "вул. Лісова, 8, кв. 4",
    FieldType.PERSON: "Зразкова Олена Петрівна",
    FieldType.ORGANISATION: "ТОВ «Приклад»",
    FieldType.SLOT: "понеділок, 23.11.2026, 15:00",
}
"""What such a value looks like; of words nobody can say more than what they are called."""


def specimen(definition: Definition, rule: DocumentRule, outcome: str, body: str = "") -> dict[str, Json]:
    """What the template of `rule` is given, with that outcome; `body` stands on top."""
    roles = [role for one in rule.signatures for role in one.roles] or [""]
    printed = Printed(
        author=body or "Назва органу",
        date="23.11.2026",
        number="1234/02-21" if rule.register else "",
        answered="26-00042" if rule.style in (None, "letter") else "",
        addressee="Олені ЗРАЗКОВІЙ",
        signers=[(f"Посада ({role})" if role else "Посада", "Ім'я ПРІЗВИЩЕ") for role in roles],
    )
    values = filled_in(definition, rule, printed, outcome, _called)
    addressee = {"address": "вул. Лісова, 8, кв. 4", "greeting": "Шановна пані Олено!"}
    return {**values, "addressee": {**_part(values["addressee"]), **addressee}, "executor": _EXECUTOR}


def _part(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, Mapping) else {}


def _called(one: Field) -> Json:
    words = f"«{one.label or one.name}»"
    match one.type:
        case FieldType.PLACE:
            return {"address": "вул. Лісова, 8", "street": "вул. Лісова", "house": "8"}
        case FieldType.YES_NO:
            return True
        case FieldType.DATE:
            return "23.11.2026"
        case FieldType.CHOICE:
            return one.options[0][1] if one.options else words
        case FieldType.CHOICES:
            return ", ".join(label for _, label in one.options[:2]) or words
        case _:
            return _BELIEVABLE.get(one.type, words)
