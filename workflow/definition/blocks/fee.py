"""The block `fee`: what a service costs, for whom it is free, and who records what came of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from marshmallow import ValidationError, validates_schema

from workflow.definition.blocks.conditions import ConditionPiece
from workflow.definition.blocks.pieces import (
    Block,
    DescribedPiece,
    Inside,
    Listed,
    Named,
    Piece,
    Text,
    kind_of,
    mistake,
    name_text,
)
from workflow.definition.condition import Condition
from workflow.definition.model import FeeRule

if TYPE_CHECKING:
    from workflow.definition.blocks.describing import Describer, JsonSchema

_MONEY = re.compile(r"(0|[1-9][0-9]{0,8})([.,][0-9]{1,2})?")


class Money(DescribedPiece[str]):
    """`50`, `"120.50"`: hryvnias with kopecks; comes out with two digits after the point."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> str:
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise mistake("wrong_type", f"must be money such as 50 or 120.50, not {kind_of(value)}")
        found = _MONEY.fullmatch(str(value))
        if not found:
            raise mistake("invalid_value", f"{str(value)[:40]!r} is not money such as 50 or 120.50")
        whole, _point, cents = str(value).replace(",", ".").partition(".")
        return f"{whole}.{cents:0<2}"

    def described(self, write: Describer) -> JsonSchema:
        """A number, or words for it."""
        return {
            "anyOf": [
                {"type": "number", "minimum": 0, "maximum": 999_999_999},
                {"type": "string", "pattern": f"^(?:{_MONEY.pattern})$"},
            ]
        }


class WaivedBlock(Block):
    """`{ground: Ветерани війни, when: {field: category, equals: veteran}}`."""

    ground = Text(most=200, required=True)
    when = ConditionPiece(required=True)

    def make(self, read: dict[str, Any]) -> tuple[str, Condition | None]:
        """The ground in words, and when it holds."""
        return read.get("ground", ""), read.get("when")


class FeeBlock(Block):
    """`{amount: 50, roles: [cashier]}`, or by a choice: `{by: speed, amounts: {usual: 0, fast: 120.50}, …}`."""

    amount = Money(load_default=None)
    by = name_text(load_default=None)
    amounts: Piece[dict[str, str]] = Named(Money())
    purpose = Text(most=200, load_default="")
    roles = Listed(name_text(), required=True, least=1)
    waived: Piece[tuple[tuple[str, Condition | None], ...]] = Listed(Inside(WaivedBlock()))

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def is_one(self, _read: dict[str, Any], original: dict[str, Any], **_: Any) -> None:
        """One amount, or one for each choice."""
        if ("amount" in original) == ("by" in original):
            raise ValidationError("invalid_value|a fee is one amount, or `by` a choice with `amounts`")
        if ("by" in original) != ("amounts" in original):
            raise ValidationError("invalid_value|`by` and `amounts` go together")

    def rules(self) -> JsonSchema:
        """One of the two."""
        alone: JsonSchema = {"required": ["amount"], "properties": {"by": False, "amounts": False}}
        return {"oneOf": [alone, {"required": ["by", "amounts"], "properties": {"amount": False}}]}

    def make(self, read: dict[str, Any]) -> FeeRule:
        """What is not said takes the model's default."""
        return FeeRule(
            amount=read.get("amount") or "0.00",
            by=read.get("by"),
            amounts=tuple(read.get("amounts", {}).items()),
            purpose=read.get("purpose", ""),
            roles=read.get("roles", ()),
            waived=tuple(one for one in read.get("waived", ()) if one[0]),
        )
