"""How long a text message is, as a port."""

from __future__ import annotations

from typing import Protocol


class TextMeter(Protocol):
    """How many SMS parts a text takes (the checker asks)."""

    def parts(self, text: str) -> int: ...
