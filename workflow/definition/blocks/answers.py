"""What an answer must hold, per outcome: `answers: {refused: {needs: [grounds, appeal]}}`."""

from __future__ import annotations

from typing import Any

from workflow.definition.blocks.pieces import Block, Listed, Piece, name_text
from workflow.definition.model import AnswerRule


class AnswerBlock(Block):
    """`{needs: [report, [photo, why_no_photo]]}`: each of the list; of an inner list any one."""

    needs: Piece[tuple[tuple[str, ...], ...]] = Listed(Listed(name_text()), one=False, required=True, least=1)

    def make(self, read: dict[str, Any]) -> AnswerRule:
        """What has to be there."""
        return AnswerRule(needs=tuple(read.get("needs", ())))
