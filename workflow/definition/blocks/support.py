"""Votes and support: who may, until when, how many are enough, what happens then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from workflow.definition.blocks.field import Options
from workflow.definition.blocks.pieces import (
    Block,
    DescribedPiece,
    Flag,
    Listed,
    Text,
    Whole,
    Word,
    name_text,
    read_block,
)
from workflow.definition.model import SupportRule

if TYPE_CHECKING:
    from workflow.definition.blocks.describing import Describer, JsonSchema


class ThresholdLawBlock(Block):
    """`{law: ua_petition.threshold}`."""

    law = Text(most=100, required=True)

    def make(self, read: dict[str, Any]) -> str:
        """The provision that says how many by population."""
        law: str = read.get("law", "")
        return law


class Threshold(DescribedPiece["int | str"]):
    """`100`, or by population `{law: ua_petition.threshold}`."""

    _law = ThresholdLawBlock()
    _number = Whole(least=1, most=10**9)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> int | str:
        if isinstance(value, dict):
            law: str = read_block(self._law, value)
            return law
        number: int = self._number.deserialize(value)
        return number

    def described(self, write: Describer) -> JsonSchema:
        """A number, or a law."""
        return {"anyOf": [self._number.described(write), write.block(self._law)]}


class SupportBlock(Block):
    """`{opens: collecting, clock: collect, threshold: 100, at_threshold: reach, at_end: fall_short}`."""

    opens = name_text(required=True)
    clock = name_text(required=True)
    identity = Word("phone", "eid", load_default="phone")
    threshold = Threshold(load_default=None)
    at_threshold = name_text(load_default=None)
    at_end = name_text(required=True)
    choices = Options(load_default=())
    choose = Word("one", "several", load_default="one")
    results = Word("open", "at_end", load_default="open")
    withdraw = Flag(load_default=False)
    paper = Listed(name_text())
    territories = Options(load_default=())

    def make(self, read: dict[str, Any]) -> SupportRule:
        """A threshold is a number or the name of a law."""
        threshold = read.get("threshold")
        return SupportRule(
            opens=read.get("opens", ""),
            clock=read.get("clock", ""),
            identity=read.get("identity", "phone"),
            threshold=threshold if isinstance(threshold, int) else None,
            law=threshold if isinstance(threshold, str) else None,
            at_threshold=read.get("at_threshold"),
            at_end=read.get("at_end", ""),
            choices=read.get("choices", ()),
            several=read.get("choose") == "several",
            hidden=read.get("results") == "at_end",
            withdraw=read.get("withdraw", False),
            paper=read.get("paper", ()),
            territories=read.get("territories", ()),
        )
