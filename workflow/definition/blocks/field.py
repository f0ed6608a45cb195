"""One field: of the form, or of a transition's input."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from marshmallow import ValidationError

from workflow.definition.blocks.conditions import ConditionPiece
from workflow.definition.blocks.pieces import (
    MAX_ITEMS,
    Block,
    DescribedPiece,
    Flag,
    Listed,
    OneOf,
    Text,
    Word,
    kind_of,
    mistake,
    name_text,
)
from workflow.definition.blocks.units import Bound
from workflow.definition.model import DaysAhead, Field, FieldType, Privacy

if TYPE_CHECKING:
    from workflow.definition.blocks.describing import Describer, JsonSchema

_Options: TypeAlias = tuple[tuple[str, str], ...]
_CHOOSING = (FieldType.CHOICE, FieldType.CHOICES)


class Options(DescribedPiece[_Options]):
    """`[lamp, road]`, or values with their labels: `{lamp: Ліхтар, road: Дорога}`."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> _Options:
        pairs = (
            list(value.items())
            if isinstance(value, dict)
            else [(one, one) for one in value]
            if isinstance(value, list)
            else None
        )
        if pairs is None:
            raise mistake("wrong_type", f"must be a list of values or values with labels, not {kind_of(value)}")
        if not pairs or len(pairs) > MAX_ITEMS:
            raise mistake("invalid_value", f"must have from 1 to {MAX_ITEMS} values")
        errors = {
            key if isinstance(value, dict) else index: [f"wrong_type|must be text, not {kind_of(label)}"]
            for index, (key, label) in enumerate(pairs)
            if not isinstance(label, str)
        }
        if errors:
            raise ValidationError(errors)
        if len({key for key, _label in pairs}) < len(pairs):
            raise mistake("duplicate_name", "a value stands here twice")
        return tuple(pairs)

    def described(self, write: Describer) -> JsonSchema:
        """Values, or values with labels."""
        words: JsonSchema = {"type": "string"}
        return {
            "anyOf": [
                {"type": "array", "items": words, "minItems": 1, "maxItems": MAX_ITEMS, "uniqueItems": True},
                {"type": "object", "additionalProperties": words, "minProperties": 1, "maxProperties": MAX_ITEMS},
            ]
        }


class PrivacyPiece(DescribedPiece[Privacy]):
    """`personal: true`, or `personal: sensitive`."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> Privacy:
        if value in (True, "yes", "true"):
            return Privacy.PERSONAL
        if value in (False, "no", "false"):
            return Privacy.PLAIN
        if value == "sensitive":
            return Privacy.SENSITIVE
        if isinstance(value, str):
            raise mistake("invalid_value", f"{value[:60]!r} is not allowed here; allowed: true sensitive")
        raise mistake("wrong_type", f"must be true or sensitive, not {kind_of(value)}")

    def described(self, write: Describer) -> JsonSchema:
        """The three degrees."""
        return {"enum": [True, False, "yes", "true", "no", "false", "sensitive"]}


class FieldBlock(Block):
    """`{field: note, type: text, label: "Що саме?", max: 4000, personal: true}`."""

    field = name_text(required=True)
    type = OneOf(FieldType, required=True)
    label = Text(most=300, load_default="")
    hint = Text(most=1000, load_default="")
    required = Flag(load_default=False)
    minimum = Bound(data_key="min", load_default=None)
    maximum = Bound(data_key="max", load_default=None)
    options = Options(load_default=())
    personal = PrivacyPiece(load_default=Privacy.PLAIN)
    public = Flag(load_default=False)
    when = ConditionPiece(load_default=None)
    unless = ConditionPiece(load_default=None)
    of = name_text(load_default=None)
    by = Word("anyone", "staff", load_default="anyone")
    readers = Listed(name_text(), load_default=())

    def rules(self) -> JsonSchema:
        """A choice has options and nothing else has; whose signature `signature_of` wants."""
        choosing: JsonSchema = {"properties": {"type": {"enum": [one.value for one in _CHOOSING]}}}
        signing: JsonSchema = {"properties": {"type": {"const": FieldType.SIGNATURE_OF.value}}}
        known: JsonSchema = {"required": ["type"]}
        return {
            "allOf": [
                {
                    "if": {**choosing, **known},
                    "then": {"required": ["options"]},
                    "else": {"properties": {"options": False}},
                },
                {"if": {**signing, **known}, "then": {"required": ["of"]}},
            ]
        }

    def make(self, read: dict[str, Any]) -> Field:
        """A field; `min`, `max` and `options` are held against the type."""
        least, most = read.get("minimum"), read.get("maximum")
        return Field(
            name=read.get("field", ""),
            type=read.get("type", FieldType.TEXT),
            label=read.get("label", ""),
            hint=read.get("hint", ""),
            required=read.get("required", False),
            minimum=least if isinstance(least, int) else None,
            maximum=most if isinstance(most, int) else None,
            options=read.get("options", ()),
            privacy=read.get("personal", Privacy.PLAIN),
            public=read.get("public", False),
            when=read.get("when"),
            unless=read.get("unless"),
            of=read.get("of"),
            by=read.get("by", "anyone"),
            readers=tuple(read.get("readers", ())),
            earliest=least if isinstance(least, DaysAhead) else None,
            latest=most if isinstance(most, DaysAhead) else None,
        )


def blank_field() -> Field:
    """Stands where a field could not be read, so that the others keep their places."""
    return Field(name="", type=FieldType.TEXT)


def is_choosing(one: Field) -> bool:
    """Whether a field offers `options`."""
    return one.type in _CHOOSING
