"""The block `filing`: the file (номенклатура справ) a case ends in."""

from __future__ import annotations

from typing import Any

from workflow.definition.blocks.pieces import Block, Text
from workflow.definition.blocks.units import Keeping
from workflow.definition.model import Filing, Period


class FilingBlock(Block):
    """`{index: "02-21", keep: 5 years}`; `keep: forever` for files that go to the archive for good."""

    index = Text(most=40, required=True)
    keep = Keeping(required=True)

    def make(self, read: dict[str, Any]) -> Filing:
        """`forever` is no period."""
        keep = read.get("keep")
        return Filing(index=read.get("index", ""), keep=keep if isinstance(keep, Period) else None)
