"""What forwarding asks: a body of the town's register found by its name or by what belongs to it, or one that is not in
it; and by when the law wants the letter sent and answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from flask import request

from web import dates
from web.form_field import FormField, Option
from web.form_reading import typed
from web.words import words
from workflow.case import Case
from workflow.definition.implied_inputs import ADDRESSEE
from workflow.definition.model import Definition, ForwardingRule
from workflow.engine.forwarding import THEIR_DUE, allowed_until, their_due
from workflow.surroundings import Surroundings
from workflow.town import Addressee
from workflow.values import Json

_OTHER = "other"
_MOST = 100


def forwarding_fields(
    fields: Sequence[FormField],
    rule: ForwardingRule,
    case: Case,
    definition: Definition,
    surroundings: Surroundings,
    now: datetime,
    language: str,
) -> list[FormField]:
    """The fields of the move, the addressee as a choice from the register with a line for any other."""
    bodies = surroundings.town.addressees
    made: list[FormField] = []
    for one in fields:
        name = one.name.rpartition(".")[2]
        if name == ADDRESSEE:
            made += _addressee(one, bodies, language) if bodies else [replace(one, hint=_empty(one, language))]
        elif name == THEIR_DUE:
            made.append(replace(one, hint=_by_law(one, rule, definition, surroundings, now, language)))
        else:
            made.append(one)
    first = next((number for number, one in enumerate(made) if one.name.endswith(f".{ADDRESSEE}")), None)
    allowed = _allowed(rule, case, surroundings, now, language)
    if first is not None and allowed:
        made[first] = replace(made[first], hint=f"{allowed} {made[first].hint}".strip())
    return made


def typed_addressee(prefix: str) -> dict[str, Json]:
    """The body that was typed because the register has it not; nothing when one was chosen."""
    name = f"{prefix}.{ADDRESSEE}"
    other = typed(request.form, f"{name}.{_OTHER}")[:_MOST]
    return {ADDRESSEE: other} if other and not typed(request.form, name) else {}


def _addressee(one: FormField, bodies: Sequence[Addressee], language: str) -> list[FormField]:
    known = {each.id for each in bodies} | {each.name for each in bodies}
    value = one.value or typed(request.form, one.name)
    chosen = next((each.id for each in bodies if value in (each.id, each.name)), "")
    other = value if value and value not in known else typed(request.form, f"{one.name}.{_OTHER}")
    return [
        replace(
            one,
            widget="select",
            options=tuple(Option(value=each.id, label=_label(each)) for each in bodies),
            chosen=(chosen,) if chosen else (),
        ),
        FormField(name=f"{one.name}.{_OTHER}", label=words("forwarding.other", language), maximum=_MOST, value=other),
    ]


def _label(body: Addressee) -> str:
    return f"{body.name}: {body.about}" if body.about else body.name


def _empty(one: FormField, language: str) -> str:
    return f"{one.hint} {words('forwarding.no_bodies', language)}".strip()


def _by_law(
    one: FormField,
    rule: ForwardingRule,
    definition: Definition,
    surroundings: Surroundings,
    now: datetime,
    language: str,
) -> str:
    day = their_due(rule, definition, now, surroundings)
    by_law = words("forwarding.their_due", language, day=dates.full_day(day)) if day is not None else ""
    return f"{one.hint} {by_law}".strip()


def _allowed(rule: ForwardingRule, case: Case, surroundings: Surroundings, now: datetime, language: str) -> str:
    _law, ends = allowed_until(rule, case, now, surroundings)
    if ends is None:
        return ""
    key = "forwarding.late" if now >= ends.deadline else "forwarding.allowed"
    return words(key, language, day=dates.full_day(ends.date))
