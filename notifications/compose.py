"""Texts with names in braces: filled, listed, and stretched to their longest.

`{name}` is all there is: no formats, no attributes, no logic; `{{` and `}}` are braces. A value is never read as a
text again, so a citizen who types `{link}` gets his braces back and no link.
"""

import re
from collections.abc import Callable, Mapping

from notifications.errors import MalformedText, MissingValue
from notifications.hostile_text import strip_hostile

_TOKEN = re.compile(r"\{\{|\}\}|\{([a-z][a-z0-9_]*)\}|[{}]")
_WIDEST_LETTER = "Щ"
_WIDEST_PLAIN = "0"

PLAIN_VALUES = frozenset({"number", "link", "due", "phone"})
"""Placeholders whose values are always digits and Latin letters, so that they never force a text into UCS-2."""


def compose(text_template: str, values: Mapping[str, str]) -> str:
    """The text with every `{name}` replaced by its value, hostile characters of the values taken out.

    Raises `MissingValue` for a name that `values` lacks, `MalformedText` for a stray brace.
    """
    return _filled(text_template, lambda name: strip_hostile(_found(values, name)))


def placeholders(text: str) -> frozenset[str]:
    """The names a text asks for. Raises `MalformedText`."""
    names: list[str] = []

    def noted(name: str) -> str:
        names.append(name)
        return ""

    _filled(text, noted)
    return frozenset(names)


def longest(text: str, lengths: Mapping[str, int], *, plain: frozenset[str] = PLAIN_VALUES) -> str:
    """The longest rendering, for counting its SMS parts: `lengths` gives each value's greatest length in characters.

    Names in `plain` are filled with digits, all others with Cyrillic letters, which is the dearest that can happen.
    Raises `MissingValue` for a name without a length, `MalformedText`.
    """

    def filler(name: str) -> str:
        if name not in lengths:
            raise MissingValue(name)
        return (_WIDEST_PLAIN if name in plain else _WIDEST_LETTER) * lengths[name]

    return _filled(text, filler)


def _filled(text: str, value_of: Callable[[str], str]) -> str:
    def replacement(found: re.Match[str]) -> str:
        token, name = found.group(0), found.group(1)
        if name is not None:
            return value_of(name)
        if len(token) == 2:
            return token[0]
        raise MalformedText(found.start())

    return _TOKEN.sub(replacement, text)


def _found(values: Mapping[str, str], name: str) -> str:
    if name not in values:
        raise MissingValue(name)
    return values[name]
