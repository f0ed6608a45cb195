"""Names that may stand in braces in texts and citizen sentences, and bare in templates, besides fields and inputs.

One table for the checker (how long it can get) and for whoever fills it (what it means). `longest` is the longest
rendering of a default town; `{link}` counts 36 with an 11-character host.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from workflow.definition.children import returned_names
from workflow.definition.model import Definition, Field, FieldType

_WIDEST = "Щ"
_UNBOUNDED = 4000
_TOKEN = re.compile(r"\{\{|\}\}|\{([a-z][a-z0-9_]*)\}|[{}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeholder:
    """`longest`: the longest thing it becomes in a message. `personal`: may not stand on the bare status page."""

    name: str
    longest: str
    meaning: str
    personal: bool = False

    @property
    def length(self) -> int:
        """Characters of the longest rendering."""
        return len(self.longest)


_TABLE = (
    Placeholder(name="number", longest="26-00042", meaning="the case's reference"),
    Placeholder(name="title", longest=_WIDEST * 40, meaning="the title of the request type"),
    Placeholder(name="state", longest=_WIDEST * 30, meaning="the state's title"),
    Placeholder(name="link", longest="https://sprava.test/s/K7M2Q9TX4WPB3H", meaning="the person's status link"),
    Placeholder(name="phone", longest="1580", meaning="the town's number to ring"),
    Placeholder(name="due", longest="26.11", meaning="DD.MM, the end of that day: the work, else the nearest clock"),
    Placeholder(name="answer_due", longest="23.12", meaning="DD.MM by which the answer must be given"),
    Placeholder(name="today", longest="10.12", meaning="DD.MM of the day the message is made"),
    Placeholder(name="received", longest="23.11", meaning="DD.MM on which the case was opened"),
    Placeholder(name="question", longest=_WIDEST * _UNBOUNDED, meaning="what staff asked last"),
    Placeholder(name="outcome", longest="надіслано за належністю", meaning="the formal result in words"),
    Placeholder(name="grounds", longest=_WIDEST * _UNBOUNDED, meaning="why the case was refused or returned"),
    Placeholder(name="addressee", longest=_WIDEST * 100, meaning="the body the case was forwarded to"),
    Placeholder(name="their_due", longest="24.12", meaning="DD.MM by which that body answers"),
    Placeholder(name="promise", longest="26.11.2027", meaning="the day promised with the programme"),
    Placeholder(name="milestone", longest=_WIDEST * 200, meaning="the newest milestone that was reached"),
    Placeholder(name="applicant", longest=_WIDEST * 60, meaning="the applicant's name", personal=True),
    Placeholder(
        name="applicant_dative",
        longest=_WIDEST * 60,
        meaning="the applicant's name, to whom: Олені ЗРАЗКОВІЙ",
        personal=True,
    ),
    Placeholder(
        name="applicant_greeting", longest=_WIDEST * 40, meaning="how the applicant is greeted: Шановна пані Олено!",
        personal=True,
    ),
    Placeholder(name="applicant_address", longest=_WIDEST * 100, meaning="the applicant's address", personal=True),
    Placeholder(name="applicant_phone", longest="+380000000000", meaning="the applicant's telephone", personal=True),
    Placeholder(name="applicant_email", longest="a" * 60, meaning="the applicant's e-mail", personal=True),
    Placeholder(name="street", longest=_WIDEST * 40, meaning="the street of the place, without the house"),
    Placeholder(name="unit", longest=_WIDEST * 60, meaning="the unit that holds the case"),
    Placeholder(name="slot", longest="ср 25.11, 15:00", meaning="weekday, date and time of the visit"),
    Placeholder(name="slot_day", longest="ср 25.11", meaning="weekday and date of the visit"),
    Placeholder(name="slot_date", longest="25.11", meaning="DD.MM of the visit"),
    Placeholder(name="slot_time", longest="15:00", meaning="time of the visit"),
    Placeholder(name="room", longest="каб. 12", meaning="where the visit is, as the calendar says"),
    Placeholder(name="fee", longest="1 000 000,00 грн", meaning="what the case costs"),
    Placeholder(name="instructions", longest="10", meaning="how many instructions were given"),
)  # fmt: skip

PLACEHOLDERS: Mapping[str, Placeholder] = MappingProxyType({one.name: one for one in _TABLE})

TEMPLATE_NAMES = frozenset(
    {
        "paper",
        "body",
        "case",
        "answered",
        "addressee",
        "signer",
        "signers",
        "executor",
        "form",
        "inputs",
        "photos",
        "town",
        "visas",
    }
)
"""What every paper's template is given besides placeholders, fields and inputs by their bare names."""


class StrayBrace(ValueError):
    """A brace in a text that belongs to no placeholder."""


def names_in(text: str) -> frozenset[str]:
    """The placeholders of a text. Raises `StrayBrace`."""
    names = set()
    for found in _TOKEN.finditer(text):
        if found.group(1):
            names.add(found.group(1))
        elif len(found.group(0)) == 1:
            raise StrayBrace(text)
    return frozenset(names)


def longest_rendering(text: str, definition: Definition) -> str:
    """The text with everything as long as it can get; names nobody knows become nothing."""
    fields = {one.name: one for one in all_fields(definition)}

    def filled(found: re.Match[str]) -> str:
        name = found.group(1)
        if name is None:
            return found.group(0)[0]
        if name in fields and name not in PLACEHOLDERS:
            return _longest_value(fields[name])
        return PLACEHOLDERS[name].longest if name in PLACEHOLDERS else ""

    return _TOKEN.sub(filled, text)


def all_fields(definition: Definition) -> tuple[Field, ...]:
    """Fields of the form and of every input, and as texts what child cases bring back under a name of its own."""
    inputs = (one for transition in definition.transitions for one in transition.input)
    returned = (Field(name=name, type=FieldType.TEXT) for name in returned_names(definition))
    return (*definition.form, *inputs, *returned)


def known_names(definition: Definition) -> frozenset[str]:
    """Everything that may stand in braces in this definition."""
    return frozenset(PLACEHOLDERS) | {one.name for one in all_fields(definition)}


_FIXED: Mapping[FieldType, str] = {
    FieldType.DATE: "26.11.2026",
    FieldType.TIME: "15:00",
    FieldType.YES_NO: "так",
    FieldType.PHONE: "+380000000000",
    FieldType.EMAIL: "a" * 60,
    FieldType.PLACE: _WIDEST * 60,
    FieldType.ADDRESS: _WIDEST * 100,
    FieldType.PERSON: _WIDEST * 60,
    FieldType.ORGANISATION: _WIDEST * 100,
    FieldType.SLOT: "ср 25.11, 15:00",
    FieldType.MONEY: "1 000 000,00 грн",
    FieldType.SIGNATURE_OF: _WIDEST * 60,
}


def _longest_value(one: Field) -> str:
    labels = [label for _value, label in one.options]
    match one.type:
        case FieldType.TEXT:
            return _WIDEST * (one.maximum or _UNBOUNDED)
        case FieldType.CHOICE:
            return max(labels, key=len, default="")
        case FieldType.CHOICES:
            return ", ".join(labels)
        case (
            FieldType.NUMBER | FieldType.INTEGER | FieldType.PHOTO | FieldType.PHOTOS | FieldType.FILE | FieldType.FILES
        ):
            return "0" * len(str(one.maximum if one.maximum is not None else 10**9))
        case _:
            return _FIXED[one.type]
