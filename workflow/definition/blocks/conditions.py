"""Reads conditions: `area`, `{field: area, over: 100}`, `{applicant: has_address}`, `{outcome: refused}` …"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from marshmallow import ValidationError

from workflow.definition.blocks.pieces import (
    MAX_ITEMS,
    NAME,
    DescribedPiece,
    Flag,
    kind_of,
    mistake,
    shortened,
    whole_pattern,
)
from workflow.definition.condition import (
    All,
    AnyOf,
    ApplicantCondition,
    Condition,
    FieldCondition,
    Not,
    OutcomeCondition,
    UrgentCondition,
)
from workflow.definition.model import Outcome

if TYPE_CHECKING:
    from workflow.definition.blocks.describing import Describer, JsonSchema

TESTS = ("given", "equals", "one_of", "over", "under", "at_least", "at_most")
"""What may be asked of a field."""

APPLICANT_FACTS = frozenset(
    {"has_name", "has_address", "has_phone", "has_email", "has_eid", "has_birth_date", "has_organisation"}
    | {"person", "organisation"}
)
"""What may be asked of the applicant: what they gave, or which kind they are."""

CONDITION_KEYS = frozenset({"field", "applicant", "outcome", "urgent", "all", "any", "not"})


class ConditionPiece(DescribedPiece[Condition]):
    """One condition, whole."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> Condition:
        return read_condition(value)

    def described(self, write: Describer) -> JsonSchema:
        """A condition, or a field's name for "is given"."""
        name = {"type": "string", "pattern": whole_pattern(NAME)}
        return {"anyOf": [name, described_condition(write)]}


def described_condition(write: Describer) -> JsonSchema:
    """A condition that is not a bare name, as JSON Schema."""
    return write.once(
        "Condition", lambda: {"anyOf": [*_shapes(ConditionPiece().described(write), Flag().described(write))]}
    )


def _shapes(part: JsonSchema, flag: JsonSchema) -> Iterator[JsonSchema]:
    outcomes: JsonSchema = {"enum": [one.value for one in Outcome]}
    parts: JsonSchema = {"type": "array", "items": part}
    plain: JsonSchema = {"type": ["string", "integer", "boolean"]}
    tests: JsonSchema = {test: {"type": "integer"} for test in TESTS}
    tests["given"] = {"type": "boolean"}
    tests["equals"] = plain
    tests["one_of"] = {"type": "array", "items": plain, "minItems": 1, "maxItems": MAX_ITEMS}
    asked: JsonSchema = {"field": {"type": "string", "pattern": whole_pattern(NAME)}, **tests}
    yield {**_only(asked, "field"), "maxProperties": 2}
    yield _only({"applicant": {"enum": sorted(APPLICANT_FACTS)}}, "applicant")
    yield _only({"outcome": {"anyOf": [outcomes, {"type": "array", "items": outcomes}]}}, "outcome")
    yield _only({"urgent": flag}, "urgent")
    yield _only({"all": parts}, "all")
    yield _only({"any": parts}, "any")
    yield _only({"not": part}, "not")


def _only(properties: JsonSchema, needed: str) -> JsonSchema:
    return {"type": "object", "properties": properties, "additionalProperties": False, "required": [needed]}


def read_condition(value: Any) -> Condition:
    """A condition from plain data. Raises ValidationError."""
    if isinstance(value, str):
        return FieldCondition(field=_name(value), test="given")
    if not isinstance(value, dict):
        raise mistake("wrong_type", f"must be a condition, not {kind_of(value)}")
    heads = sorted(CONDITION_KEYS & set(value))
    if len(heads) != 1:
        unknown = sorted(set(value) - CONDITION_KEYS)
        if unknown and not heads:
            raise ValidationError({unknown[0]: [f"unknown_key|no condition has the key {shortened(unknown[0])}"]})
        raise mistake("invalid_value", "a condition asks one thing; join several with all, any, not")
    return _READERS[heads[0]](value)


def _field(value: dict[str, Any]) -> Condition:
    name = _name(value["field"])
    rest = {key: inner for key, inner in value.items() if key != "field"}
    for key in rest:
        if key not in TESTS:
            raise ValidationError(
                {key: [f"unknown_key|a field is not asked {shortened(key)}; known: {' '.join(TESTS)}"]}
            )
    if len(rest) > 1:
        raise mistake("invalid_value", "a condition compares a field once; join several with all")
    if not rest:
        return FieldCondition(field=name, test="given")
    test, wanted = next(iter(rest.items()))
    if test == "given":
        if not isinstance(wanted, bool):
            raise ValidationError({test: ["wrong_type|must be true or false"]})
        given = FieldCondition(field=name, test="given")
        return given if wanted else Not(part=given)
    return FieldCondition(field=name, test=test, value=_wanted(test, wanted))


def _wanted(test: str, wanted: Any) -> Any:
    if test == "one_of":
        if not isinstance(wanted, list) or not wanted or len(wanted) > MAX_ITEMS:
            raise ValidationError({test: ["wrong_type|must be a list of values"]})
        return tuple(_plain(test, item) for item in wanted)
    if test != "equals" and (isinstance(wanted, bool) or not isinstance(wanted, int)):
        raise ValidationError({test: ["wrong_type|must be a whole number"]})
    return _plain(test, wanted)


def _plain(test: str, wanted: Any) -> Any:
    if not isinstance(wanted, str | int | bool):
        raise ValidationError({test: [f"wrong_type|must be a plain value, not {kind_of(wanted)}"]})
    return wanted


def _applicant(value: dict[str, Any]) -> Condition:
    _alone(value, "applicant")
    has = value["applicant"]
    if not isinstance(has, str):
        raise ValidationError({"applicant": ["wrong_type|must be one word"]})
    if has not in APPLICANT_FACTS:
        allowed = " ".join(sorted(APPLICANT_FACTS))
        raise ValidationError({"applicant": [f"invalid_value|{shortened(has)} cannot be asked; known: {allowed}"]})
    return ApplicantCondition(has=has)


def _outcome(value: dict[str, Any]) -> Condition:
    _alone(value, "outcome")
    wanted = value["outcome"] if isinstance(value["outcome"], list) else [value["outcome"]]
    for word in wanted:
        if not isinstance(word, str):
            raise ValidationError({"outcome": [f"wrong_type|must be an outcome, not {kind_of(word)}"]})
        if word not in set(Outcome):
            raise ValidationError({"outcome": [f"invalid_value|{shortened(word)} is no outcome"]})
    return OutcomeCondition(one_of=tuple(Outcome(word).value for word in wanted))


def _urgent(value: dict[str, Any]) -> Condition:
    _alone(value, "urgent")
    try:
        return UrgentCondition(wanted=Flag().deserialize(value["urgent"]))
    except ValidationError as error:
        raise ValidationError({"urgent": error.messages}) from None


def _parts(value: dict[str, Any], key: str) -> tuple[Condition, ...]:
    _alone(value, key)
    if not isinstance(value[key], list):
        raise ValidationError({key: ["wrong_type|must be a list of conditions"]})
    parts = []
    for index, part in enumerate(value[key][:MAX_ITEMS]):
        try:
            parts.append(read_condition(part))
        except ValidationError as error:
            raise ValidationError({key: {index: error.messages}}) from None
    return tuple(parts)


def _not(value: dict[str, Any]) -> Condition:
    _alone(value, "not")
    try:
        return Not(part=read_condition(value["not"]))
    except ValidationError as error:
        raise ValidationError({"not": error.messages}) from None


def _alone(value: dict[str, Any], key: str) -> None:
    for other in value:
        if other != key:
            raise ValidationError({other: [f"unknown_key|{shortened(other)} does not go with {key}"]})


def _name(value: Any) -> str:
    if not isinstance(value, str):
        raise mistake("wrong_type", f"must be the name of a field, not {kind_of(value)}")
    if not NAME.fullmatch(value):
        raise mistake("invalid_value", f"{shortened(value)} is not the name of a field")
    return value


_READERS = {
    "field": _field,
    "applicant": _applicant,
    "outcome": _outcome,
    "urgent": _urgent,
    "all": lambda value: All(parts=_parts(value, "all")),
    "any": lambda value: AnyOf(parts=_parts(value, "any")),
    "not": _not,
}
