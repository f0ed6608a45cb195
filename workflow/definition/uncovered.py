"""A case of which none of several conditions holds, if there can be one. Pure; asked by the checker.

What the conditions look at is tried in every combination that the form allows: each option, each side of each bound.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from math import prod
from typing import TypeAlias

from workflow.definition.condition import (
    All,
    AnyOf,
    ApplicantCondition,
    Condition,
    Facts,
    FieldCondition,
    Not,
    OutcomeCondition,
    UrgentCondition,
    holds,
)
from workflow.definition.model import Definition, Field, FieldType
from workflow.values import Json

_MOST = 20_000
"""Combinations; of what has more nothing is said."""
_OTHER = "…"
"""A value that no condition names: no option is written so."""
_SEVERAL = 6
"""Of several that may be chosen, so many are tried together."""

_Leaf: TypeAlias = FieldCondition | ApplicantCondition | OutcomeCondition | UrgentCondition


def uncovered(conditions: Sequence[Condition], definition: Definition) -> str | None:
    """Such a case in words (`size is much, not has_address`); None where there is none, or too much to try."""
    about: dict[str, list[_Leaf]] = {}
    for leaf in (leaf for one in conditions for leaf in _leaves(one)):
        about.setdefault(_subject(leaf), []).append(leaf)
    choices = {name: _values(leaves, definition) for name, leaves in about.items()}
    if prod(len(one) for one in choices.values()) > _MOST:
        return None
    for values in product(*choices.values()):
        case = dict(zip(choices, values, strict=True))
        if not any(holds(one, _facts(case)) for one in conditions):
            return ", ".join(_told(name, value) for name, value in case.items())
    return None


def _leaves(condition: Condition) -> Iterator[_Leaf]:
    match condition:
        case All(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from _leaves(part)
        case Not(part=part):
            yield from _leaves(part)
        case _:
            yield condition


def _subject(leaf: _Leaf) -> str:
    match leaf:
        case FieldCondition(field=name):
            return f"field {name}"
        case ApplicantCondition(has=has):
            return f"applicant {has}"
        case OutcomeCondition():
            return "outcome"
        case UrgentCondition():
            return "urgent"


def _values(leaves: Sequence[_Leaf], definition: Definition) -> list[Json]:
    """What the one thing that all `leaves` look at can be."""
    first = leaves[0]
    match first:
        case FieldCondition(field=name):
            field = next((one for one in definition.form if one.name == name), None)
            return _of_field(field, [one for one in leaves if isinstance(one, FieldCondition)])
        case ApplicantCondition(has=has):
            return [True] if has.removeprefix("has_") in definition.applicant.ask else [True, False]
        case OutcomeCondition():
            return [None, *{word: None for one in leaves if isinstance(one, OutcomeCondition) for word in one.one_of}]
        case UrgentCondition():
            return [False, True]


def _of_field(field: Field | None, asked: Sequence[FieldCondition]) -> list[Json]:
    always = field is not None and field.required and field.when is None and field.unless is None
    absent: list[Json] = [] if always else [None]
    if field is not None and field.type is FieldType.YES_NO:
        return [True, False, *absent]
    if field is not None and field.type is FieldType.CHOICE:
        return [*(value for value, _label in field.options), *absent]
    named = list(dict.fromkeys(value for one in asked for value in _named(one)))
    if field is not None and field.type is FieldType.CHOICES:
        return [*_several(named), *absent]
    return [*(value for value in (*named, *_around(field, asked), _OTHER) if _fits(field, value)), *absent]


def _named(asked: FieldCondition) -> list[Json]:
    if asked.test == "one_of" and isinstance(asked.value, list | tuple):
        return list(asked.value)
    return [asked.value] if asked.test == "equals" else []


def _several(named: Sequence[Json]) -> list[Json]:
    tried = named[:_SEVERAL]
    return [[_OTHER], *([*some] for count in range(1, len(tried) + 1) for some in combinations(tried, count))]


def _around(field: Field | None, asked: Sequence[FieldCondition]) -> list[Json]:
    """Below, at and above each bound; between two whole numbers too, where that can be said."""
    bounds = {one.value for one in asked if one.test in ("over", "under", "at_least", "at_most")}
    whole = field is not None and field.type is FieldType.INTEGER
    near = [number + step for number in sorted(one for one in bounds if isinstance(one, int)) for step in (-1, 0, 1)]
    return [*near, *([] if whole else [f"{number}.5" for number in near if number >= 0])]


def _fits(field: Field | None, value: Json) -> bool:
    if field is None or field.type not in (FieldType.INTEGER, FieldType.NUMBER, FieldType.MONEY):
        return True
    try:
        number = float(str(value))
    except ValueError:
        return False
    return (field.minimum is None or number >= field.minimum) and (field.maximum is None or number <= field.maximum)


def _facts(case: Mapping[str, Json]) -> Facts:
    return Facts(
        fields=lambda name: case[f"field {name}"],
        applicant_has=lambda what: case[f"applicant {what}"] is True,
        outcome=str(case["outcome"]) if case.get("outcome") else None,
        urgent=case.get("urgent") is True,
    )


def _told(subject: str, value: Json) -> str:
    kind, _space, name = subject.partition(" ")
    if kind in ("applicant", "urgent"):
        return f"{'' if value else 'not '}{name or kind}"
    if value is None:
        return f"no {name or kind}"
    said = " and ".join(map(str, value)) if isinstance(value, list) else value
    return f"{name or kind} is {'something else' if said == _OTHER else said}"
