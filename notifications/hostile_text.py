"""Texts from outside, made harmless: what the eye cannot see is found and taken out.

Bidirectional overrides, zero-width characters and tags turn a name into another one on the screen; line breaks in a
header add a header. Only characters are looked at here, never meanings.
"""

import unicodedata

_LINE_BREAKS = {"\r\n": "\n", "\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
_BLANK_LOOKING = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_ODD_SPACES = frozenset(chr(code) for code in (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000))


def strip_hostile(text: str) -> str:
    """The same text with one kind of line break and one kind of space, and nothing invisible.

    Tabs and odd spaces (NBSP and its kin) become spaces; control, format (zero-width, bidi, soft hyphen, tags) and
    blank-looking characters vanish; a lone surrogate becomes U+FFFD, so that the result can always be encoded.
    """
    for break_, plain in _LINE_BREAKS.items():
        text = text.replace(break_, plain)
    return "".join(_harmless(char) for char in text)


def one_line(text: str) -> str:
    """`strip_hostile`, and every run of blanks and line breaks is one space: fit for a header or a subject."""
    return " ".join(strip_hostile(text).split())


def has_control(text: str, *, lines: bool) -> bool:
    """Whether control characters, line separators or lone surrogates are in it. `lines` permits `\\n`."""
    return any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} and not (lines and char == "\n") for char in text)


def has_invisible(text: str) -> bool:
    """Whether it holds characters that take no room on the screen or reorder it."""
    return any(_is_invisible(char) for char in text)


def _harmless(char: str) -> str:
    if char == "\n":
        return char
    if char == "\t" or char in _ODD_SPACES:
        return " "
    if unicodedata.category(char) == "Cs":
        return "\ufffd"
    return "" if unicodedata.category(char) == "Cc" or _is_invisible(char) else char


def _is_invisible(char: str) -> bool:
    return unicodedata.category(char) == "Cf" or char in _BLANK_LOOKING
