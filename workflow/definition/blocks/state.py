"""One state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marshmallow import ValidationError, validates_schema

from workflow.definition.blocks.pieces import Block, Flag, Named, OneOf, Piece, Text, name_text
from workflow.definition.model import Outcome, State

if TYPE_CHECKING:
    from workflow.definition.blocks.describing import JsonSchema


class StateBlock(Block):
    """`{initial: true, title: Отримано, citizen: "Ми отримали ваше повідомлення."}`."""

    title = Text(most=200, required=True)
    citizen = Text(most=500, load_default="")
    initial = Flag(load_default=False)
    final = Flag(load_default=False)
    outcome = OneOf(Outcome, load_default=None)
    waits_for = name_text(load_default=None)
    public = Flag(load_default=None)
    done = Text(most=100, load_default="")
    doing = Text(most=100, load_default="")
    check: Piece[dict[str, str]] = Named(Text(most=200))

    @validates_schema(skip_on_field_errors=False)
    def asks_by_outcome(self, read: dict[str, Any], **_: Any) -> None:
        """A word for each outcome one is asked about, and for nothing else."""
        strangers = sorted(set(read.get("check", {})) - set(Outcome))
        if strangers:
            raise ValidationError({"check": {one: ["invalid_value|is not an outcome"] for one in strangers}})

    def rules(self) -> JsonSchema:
        """Outcomes are a closed list."""
        outcomes: JsonSchema = {"propertyNames": {"enum": [one.value for one in Outcome]}}
        return {"allOf": [{"properties": {"check": outcomes}}]}

    def make(self, read: dict[str, Any]) -> State:
        """The name is the key it stands under; `schema.py` sets it."""
        return State(
            name="",
            title=read.get("title", ""),
            citizen=read.get("citizen", ""),
            initial=read.get("initial", False),
            final=read.get("final", False),
            outcome=read.get("outcome"),
            waits_for=read.get("waits_for"),
            public=read.get("public"),
            done=read.get("done", ""),
            doing=read.get("doing", ""),
            check=read.get("check", {}),
        )
