"""An ordered register: in which states a case has a position in it, and who goes before whom."""

from __future__ import annotations

from typing import Any

from workflow.definition.blocks.pieces import Block, Listed, Text, name_text
from workflow.definition.model import RegisterRule


class RegisterBlock(Block):
    """`{name: housing_queue, kept_in: [queued, confirming], category: category, first: [veteran], rule: …}`."""

    name = name_text(required=True)
    kept_in = Listed(name_text(), required=True, least=1)
    category = name_text(load_default=None)
    first = Listed(Text(most=100))
    rule = Text(most=1000, load_default="")

    def make(self, read: dict[str, Any]) -> RegisterRule:
        """`first` are values of the category's field, the most privileged first."""
        return RegisterRule(
            name=read.get("name", ""),
            kept_in=read.get("kept_in", ()),
            category=read.get("category"),
            first=read.get("first", ()),
            rule=read.get("rule", ""),
        )
