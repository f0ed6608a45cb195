"""Guards: `has_place`, `has_field F` or `{has_field: F}`, or a condition as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from workflow.definition.blocks.conditions import CONDITION_KEYS, described_condition, read_condition
from workflow.definition.blocks.pieces import DescribedPiece, kind_of, mistake
from workflow.definition.model import Guard

if TYPE_CHECKING:
    from workflow.definition.blocks.describing import Describer, JsonSchema

CONDITION_GUARD = "condition"
"""The name of a guard that is a condition as data."""


class GuardPiece(DescribedPiece[Guard]):
    """One guard. Whether its name is known is the checker's question."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> Guard:
        if isinstance(value, str):
            name, _space, argument = value.strip().partition(" ")
            return Guard(name=name, argument=argument.strip() or None)
        if not isinstance(value, dict):
            raise mistake("wrong_type", f"must be a guard, not {kind_of(value)}")
        if len(value) == 1 and not CONDITION_KEYS & set(value):
            name, argument = next(iter(value.items()))
            return Guard(name=name, argument=_argument(argument))
        return Guard(name=CONDITION_GUARD, condition=read_condition(value))

    def described(self, write: Describer) -> JsonSchema:
        """A name with its argument behind it or under it, or a condition."""
        named: JsonSchema = {
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "propertyNames": {"not": {"enum": sorted(CONDITION_KEYS)}},
            "additionalProperties": {"anyOf": [{"type": ["string", "integer", "null"]}, {"const": True}]},
        }
        return {"anyOf": [{"type": "string"}, named, described_condition(write)]}


def _argument(value: Any) -> str | None:
    if value is None or value is True:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise mistake("wrong_type", f"a guard takes one name, not {kind_of(value)}")
    return str(value)
