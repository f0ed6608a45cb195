"""One state."""

from __future__ import annotations

from typing import Any

from workflow.definition.blocks.pieces import Block, Flag, OneOf, Text, name_text
from workflow.definition.model import Outcome, State


class StateBlock(Block):
    """`{initial: true, title: Отримано, citizen: "Ми отримали ваше повідомлення."}`."""

    title = Text(most=200, required=True)
    citizen = Text(most=500, load_default="")
    initial = Flag(load_default=False)
    final = Flag(load_default=False)
    outcome = OneOf(Outcome, load_default=None)
    waits_for = name_text(load_default=None)
    public = Flag(load_default=None)

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
        )
