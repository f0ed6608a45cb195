"""What a standing text may name of a case: nothing about people, and nothing that depends on who reads it."""

from __future__ import annotations

RESOLUTION = "resolution"
"""The box of an instruction's words among `standing_texts`."""

STANDING_NAMES = frozenset({"number", "title", "street", "due", "answer_due", "received"})
"""Placeholders of standing texts, of a definition and of a town."""

STANDING = "standing_texts"


def standing_path(box: str, index: int) -> str:
    """Where a locale translates the text: `standing_texts.question[0]`."""
    return f"{STANDING}.{box}[{index}]"
