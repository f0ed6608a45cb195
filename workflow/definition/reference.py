"""The tables of `definitions/README.md` that come from the code: guards, effects, placeholders, field types.

A test holds the README against them, so that a new guard or effect lists itself. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workflow.definition.guard_names import GUARDS, Argument
from workflow.definition.model import EffectKind, FieldType
from workflow.definition.placeholders import PLACEHOLDERS
from workflow.definition.requisites import MEANING, REQUIRED, Requisite

_EFFECTS: Mapping[EffectKind, tuple[str, str]] = {
    EffectKind.NOTIFY: ("{to, text, when?, channel?}", "send a text of `texts` to the applicant or show it to a role"),
    EffectKind.DOCUMENT: ("NAME", "draft a paper of `documents`"),
    EffectKind.ASSIGN: ("{unit, role, user, by}", "give the case to somebody; `by` names the town's routing table"),
    EffectKind.FORWARD: (
        "true or BODY",
        "forward to another body; BODY, an id of the town's register, stands where nobody names one",
    ),
    EffectKind.CHILD: (
        "{request_type, fields, wait, returns?, applicant?}",
        "open a case under this one and wait for all, any or none",
    ),
    EffectKind.BOOK: ("FIELD", "book the slot given in that field"),
    EffectKind.RELEASE: ("FIELD", "set the booked slot free"),
    EffectKind.PUBLISH: ("true", "show the public fields on the register"),
    EffectKind.WEBHOOK: ("{name}", "call an address that the town's settings know by that name"),
    EffectKind.WORK: ("{role, title, due}", "put a line into a role's queue"),
    EffectKind.ACQUAINT: (
        "{roles, units, document?, due?}",
        "ask everybody who holds these roles or belongs to these units to read the case, or a paper of it",
    ),
}

_TYPES: Mapping[FieldType, str] = {
    FieldType.TEXT: "words, up to `max` characters (4000 if not said)",
    FieldType.NUMBER: "a number, whole or decimal, between `min` and `max`",
    FieldType.INTEGER: "a whole number between `min` and `max`",
    FieldType.DATE: "a day, `2026-11-23`",
    FieldType.TIME: "a time of day, `15:00`",
    FieldType.CHOICE: "one of `options`",
    FieldType.CHOICES: "several of `options`, from `min` to `max`",
    FieldType.YES_NO: "yes or no",
    FieldType.PHONE: "a telephone number",
    FieldType.EMAIL: "an e-mail address",
    FieldType.PLACE: "a point on the map, a street, or an address in words",
    FieldType.ADDRESS: "an address in words",
    FieldType.PHOTO: "one photo",
    FieldType.PHOTOS: "photos, from `min` to `max`",
    FieldType.FILE: "one file",
    FieldType.FILES: "files, from `min` to `max`",
    FieldType.PERSON: "surname, given name, patronymic …",
    FieldType.ORGANISATION: "name, code, address",
    FieldType.SLOT: "a slot of the definition's `calendar`",
    FieldType.MONEY: "hryvnias with kopecks",
    FieldType.SIGNATURE_OF: "a signature of the role in `of`",
}


def guards_table() -> str:
    """Every guard with what it takes."""
    rows = []
    for name, shape in GUARDS.items():
        taken = "" if shape.argument is Argument.NONE else shape.argument.value.upper()
        written = f"{name} {taken}".strip()
        rows.append((f"`{written}`" + (" (may be left out)" if shape.optional else ""), shape.meaning))
    return _table(("guard", "holds when"), rows)


def effects_table() -> str:
    """Every effect with what is written after its name."""
    return _table(("effect", "does"), [(f"`{kind}: {_EFFECTS[kind][0]}`", _EFFECTS[kind][1]) for kind in EffectKind])


def requisites_table() -> str:
    """What must stand on a paper, by the style of its document."""
    rows = [
        (f"`{one}`", f"{MEANING[one]}; " + ", ".join(style for style, wanted in REQUIRED.items() if one in wanted))
        for one in Requisite
    ]
    return _table(("a paper shows", "that is; on papers of style"), rows)


def types_table() -> str:
    """Every type of field."""
    return _table(("type", "value"), [(f"`{kind}`", _TYPES[kind]) for kind in FieldType])


def placeholders_table() -> str:
    """Every placeholder besides fields and inputs."""
    return _table(("placeholder", "becomes"), [(f"`{{{one.name}}}`", one.meaning) for one in PLACEHOLDERS.values()])


def _table(head: tuple[str, str], rows: Iterable[tuple[str, str]]) -> str:
    lines = [f"| {head[0]} | {head[1]} |", "|---|---|", *(f"| {left} | {right} |" for left, right in rows)]
    return "\n".join(lines) + "\n"
