"""Whether a secret key can come from a random generator. A guess from its shape: it catches what people type."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from enum import StrEnum

_LEAST_CHARACTERS = 43  # 32 bytes in base64
_LEAST_HEX_CHARACTERS = 64  # 32 bytes in hexadecimal
_LEAST_BITS = 160.0  # what 32 random bytes never fall below by their letter counts; words and repetitions do
_MOST_NEIGHBOURS = 0.5  # share of steps like a→b or 1→1; random hexadecimal has about a sixth
_TYPED = re.compile(r"secret|passw|change|example|sprava|default|qwerty|insecure|development", re.IGNORECASE)


class Weakness(StrEnum):
    """What is wrong with a key; the value says it in words for whoever starts the program."""

    SHORT = "it needs 32 random bytes (43 characters of base64 or 64 of hexadecimal)"
    REPETITIVE = "it repeats itself"
    SEQUENCE = "it is a sequence"
    WORD = "it contains a word people type"


def weakness(key: str) -> Weakness | None:
    """The first weakness found, or None for a key that looks random."""
    least = _LEAST_HEX_CHARACTERS if re.fullmatch(r"[0-9a-fA-F]*", key) else _LEAST_CHARACTERS
    if len(key) < least:
        return Weakness.SHORT
    if _TYPED.search(key):
        return Weakness.WORD
    if _letter_bits(key) < _LEAST_BITS or _is_periodic(key):
        return Weakness.REPETITIVE
    if _share_of_neighbours(key) > _MOST_NEIGHBOURS:
        return Weakness.SEQUENCE
    return None


def _letter_bits(key: str) -> float:
    counts = Counter(key).values()
    return -sum(count * math.log2(count / len(key)) for count in counts)


def _is_periodic(key: str) -> bool:
    return (key + key).find(key, 1) < len(key) or any(
        key.count(key[start : start + 6]) > 2 for start in range(len(key) - 6)
    )


def _share_of_neighbours(key: str) -> float:
    steps = [abs(ord(after) - ord(before)) for before, after in itertools.pairwise(key)]
    return sum(step <= 1 for step in steps) / len(steps)
