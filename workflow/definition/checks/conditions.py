"""Conditions can hold: they ask a field for what it can be, and the case for an outcome that it can have."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.definition.checks.outcomes import ends_without_outcome
from workflow.definition.checks.subject import Found, Subject
from workflow.definition.condition import All, AnyOf, Condition, FieldCondition, Not, OutcomeCondition
from workflow.definition.finding import Path
from workflow.definition.model import Definition, Field, FieldType
from workflow.definition.placeholders import all_fields
from workflow.values import Json

_ORDER = frozenset({"over", "under", "at_least", "at_most"})
_NUMBERS = frozenset({FieldType.NUMBER, FieldType.INTEGER, FieldType.MONEY})
_CHOSEN = frozenset({FieldType.CHOICE, FieldType.CHOICES})


def check(subject: Subject) -> Iterator[Found]:
    """`invalid_value` for a condition that can never hold, and for a field that waits for itself.

    Where a way ends without an outcome, that is told, and it may be the very outcome a condition asks for.
    """
    definition = subject.definition
    asked: dict[str, list[Field]] = {}
    for one in all_fields(definition):
        asked.setdefault(one.name, []).append(one)
    outcomes = possible_outcomes(definition)
    for path, condition in subject.conditions():
        for part in _leaves(condition):
            words = _why_never(part, asked, outcomes)
            if words and not (isinstance(part, OutcomeCondition) and ends_without_outcome(subject)):
                inner = (*path, "field" if isinstance(part, FieldCondition) else "outcome")
                where = inner if subject.source.has(inner) else path
                yield Found(code="invalid_value", path=where, message=f"a condition can never hold: {words}")
    yield from _selfish(subject)


def possible_outcomes(definition: Definition) -> frozenset[str]:
    """Every outcome that a state or a move of the definition gives."""
    by_states = {one.outcome for one in definition.states.values()}
    by_moves = {one.outcome for one in definition.transitions}
    return frozenset(one.value for one in by_states | by_moves if one is not None)


def _leaves(condition: Condition) -> Iterator[FieldCondition | OutcomeCondition]:
    match condition:
        case FieldCondition() | OutcomeCondition():
            yield condition
        case All(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from _leaves(part)
        case Not(part=part):
            yield from _leaves(part)


def _why_never(
    part: FieldCondition | OutcomeCondition, asked: dict[str, list[Field]], outcomes: frozenset[str]
) -> str | None:
    if isinstance(part, OutcomeCondition):
        never = sorted(set(part.one_of) - outcomes)
        return f"no way ends with the outcome {', '.join(never)}" if never else None
    fields = asked.get(part.field)
    if not fields:
        return None
    if part.test in _ORDER:
        types = {one.type for one in fields}
        return None if types & _NUMBERS else f"{part.field} is no number, `{part.test}` says nothing of it"
    if part.test == "equals":
        return _no_option(part.field, [part.value], fields)
    if part.test == "one_of" and isinstance(part.value, list | tuple):
        return _no_option(part.field, list(part.value), fields)
    return None


def _no_option(name: str, values: list[Json], fields: list[Field]) -> str | None:
    if not all(one.type in _CHOSEN for one in fields):
        return None
    known = list(dict.fromkeys(value for one in fields for value, _label in one.options))
    never = [value for value in values if value not in known]
    return f"{never[0]!r} is no option of {name}; known: {' '.join(known)}" if never else None


def _selfish(subject: Subject) -> Iterator[Found]:
    """A field that is asked, or required, depending on itself."""
    asked: list[tuple[Path, Field]] = [(("form", index), one) for index, one in enumerate(subject.definition.form)]
    for path, transition in subject.transitions():
        asked += [(subject.listed((*path, "input"), index), one) for index, one in enumerate(transition.input)]
    for path, one in asked:
        for key, condition in (("when", one.when), ("unless", one.unless)):
            named = {part.field for part in _leaves(condition) if isinstance(part, FieldCondition)} if condition else ()
            if one.name in named:
                words = f"field {one.name}: its own `{key}` asks for itself"
                yield Found(code="invalid_value", path=(*path, key), message=words)
