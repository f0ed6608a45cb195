"""The words a case is found by. Pure; the same reading for what is kept and for what is looked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from workflow.values import Json

LIMIT = 300
"""Most words kept of one command: a long letter must not fill the index."""

_LONGEST = 40
_SHORTEST = 2
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'", "′": "'"})
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_PHONE = re.compile(r"\+?[\d\s()\-]{7,}")


def words_of(values: Iterable[Json]) -> list[str]:
    """Distinct words of every text inside `values`, in order; a phone number as its digits."""
    found: dict[str, None] = {}
    for text in _texts(values):
        for word in words(text):
            found.setdefault(word)
    return list(found)[:LIMIT]


def words(text: str) -> list[str]:
    """Lower-case words of one text; a text that is a phone number gives its digits, with and without «38»."""
    stripped = text.strip()
    if _PHONE.fullmatch(stripped):
        digits = re.sub(r"\D", "", stripped)
        return [digits, digits[2:]] if digits.startswith("380") else [digits]
    plain = unicodedata.normalize("NFC", stripped).translate(_APOSTROPHES).casefold()
    return [word[:_LONGEST] for word in _WORD.findall(plain) if len(word) >= _SHORTEST]


def _texts(values: Iterable[Json]) -> Iterable[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            yield from _texts(value.values())
        elif isinstance(value, Sequence):
            yield from _texts(value)
