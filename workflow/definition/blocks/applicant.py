"""The block `applicant`: whom the form asks for what."""

from __future__ import annotations

from typing import Any

from workflow.definition.blocks.pieces import Block, Listed, Word
from workflow.definition.model import ApplicantRule

GIVABLE = ("nothing", "name", "address", "phone", "email", "eid", "birth_date", "organisation")
"""What an applicant can be asked for."""


class ApplicantBlock(Block):
    """`{ask: [name, phone], may_give: [address], on_behalf: free}`."""

    ask = Listed(Word(*GIVABLE))
    may_give = Listed(Word(*GIVABLE))
    on_behalf = Word("no", "free", "with_basis", load_default="no")

    def make(self, read: dict[str, Any]) -> ApplicantRule:
        """`nothing` asks for nothing."""
        return ApplicantRule(
            ask=frozenset(read.get("ask", ())) - {"nothing"},
            may_give=frozenset(read.get("may_give", ())) - {"nothing"},
            on_behalf=read.get("on_behalf", "no"),
        )
