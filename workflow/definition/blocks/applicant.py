"""The block `applicant`: whom the form asks for what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from workflow.definition.blocks.conditions import ConditionPiece
from workflow.definition.blocks.pieces import Block, DescribedPiece, Listed, Word, read_block
from workflow.definition.model import ApplicantRule, AskedWhen

if TYPE_CHECKING:
    from workflow.definition.blocks.describing import Describer, JsonSchema

GIVABLE = ("nothing", "name", "address", "phone", "email", "eid", "birth_date", "organisation")
"""What an applicant can be asked for."""


class AskedWhenBlock(Block):
    """`{ask: address, when: {field: delivery, equals: post}}`."""

    ask = Word(*GIVABLE[1:], required=True)
    when = ConditionPiece(required=True)

    def make(self, read: dict[str, Any]) -> AskedWhen | str:
        """What could not be read is asked as nothing."""
        if "ask" not in read or "when" not in read:
            return "nothing"
        return AskedWhen(what=read["ask"], when=read["when"])


class Asked(DescribedPiece[AskedWhen | str]):
    """A word of `GIVABLE`, or one with the condition under which it is asked."""

    _word, _block = Word(*GIVABLE), AskedWhenBlock()

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> AskedWhen | str:
        if isinstance(value, dict):
            asked: AskedWhen | str = read_block(self._block, value)
            return asked
        word: str = self._word.deserialize(value)
        return word

    def described(self, write: Describer) -> JsonSchema:
        """Either."""
        return {"anyOf": [self._word.described(write), write.block(self._block)]}


class ApplicantBlock(Block):
    """`{ask: [name, {ask: address, when: {field: delivery, equals: post}}], may_give: [email], on_behalf: free}`."""

    ask = Listed(Asked())
    may_give = Listed(Word(*GIVABLE))
    on_behalf = Word("no", "free", "with_basis", load_default="no")
    filed_by = Word("anyone", "staff", load_default="anyone")

    def make(self, read: dict[str, Any]) -> ApplicantRule:
        """`nothing` asks for nothing; what is asked under a condition may always be given."""
        asked = read.get("ask", ())
        under = tuple(one for one in asked if isinstance(one, AskedWhen))
        always = frozenset(one for one in asked if isinstance(one, str)) - {"nothing"}
        return ApplicantRule(
            ask=always,
            may_give=(frozenset(read.get("may_give", ())) | {one.what for one in under}) - always - {"nothing"},
            on_behalf=read.get("on_behalf", "no"),
            ask_when=under,
            filed_by=read.get("filed_by", "anyone"),
        )
