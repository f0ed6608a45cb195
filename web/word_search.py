"""Whether a text answers what somebody typed: every word by its beginning, endings of Slavic words left aside.

Pure. No dictionary: «довідку», «довідки» and «довідка» share what counts.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[\w'’]+")
_WHOLE = 4
_ENDING = 2


def fits(asked: str, text: str) -> bool:
    """All words of `asked` begin some word of `text`; nothing asked fits everything."""
    words = _words(text)
    return all(any(one.startswith(wanted) for one in words) for wanted in map(_stem, _words(asked)))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("’", "'"))


def _stem(word: str) -> str:
    return word if len(word) <= _WHOLE else word[: max(_WHOLE, len(word) - _ENDING)]
