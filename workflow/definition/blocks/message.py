"""One message in two variants."""

from __future__ import annotations

from typing import Any

from workflow.definition.blocks.pieces import Block, Flag, Text
from workflow.definition.model import TextPair


class TextBlock(Block):
    """`{link: "{number}: зроблено. {link}", voice: "{number}: зроблено. Питання: тел. {phone}"}`."""

    link = Text(most=2000, required=True)
    voice = Text(most=2000, load_default=None)
    urgent = Flag(load_default=False)

    def make(self, read: dict[str, Any]) -> TextPair:
        """A bare string is the link variant."""
        return TextPair(link=read.get("link", ""), voice=read.get("voice"), urgent=read.get("urgent", False))


def spelled_out(value: Any) -> Any:
    """A bare string is a text with a link alone."""
    return {"link": value} if isinstance(value, str) else value
