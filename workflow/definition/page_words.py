"""The words of a filled template as whoever reads the page sees them, by the parts that a paper must have. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

_UNSEEN = frozenset({"head", "style", "script", "title", "template"})
_INLINE = frozenset({"a", "abbr", "b", "code", "em", "i", "s", "small", "span", "strong", "sub", "sup", "u"})
_VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_TEXT = frozenset({"p", "li", "td"})
_NOT_TEXT = frozenset({"greeting", "enclosures", "signature", "executor", "check", "addressee"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """All in small letters with single spaces: `words` of the whole page, `lines` of its blocks, `title` of its
    headings of the first rank, `addressee` of the class of that name, `body` of its paragraphs, lists and tables."""

    words: str
    lines: Sequence[str]
    title: str
    addressee: str
    body: str


def page_words(html: str) -> PageWords:
    """What a page says; broken markup is read as far as it goes."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = [line for line in (plain_words(one) for one in "".join(reader.text).split("\n")) if line]
    return PageWords(
        words=" ".join(lines),
        lines=lines,
        title=plain_words(" ".join(reader.title)),
        addressee=plain_words(" ".join(reader.addressee)),
        body=plain_words(" ".join(reader.body)),
    )


def page_lines(html: str) -> tuple[str, ...]:
    """The lines of its blocks as they are written, for reading rather than comparing."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (_SPACE.sub(" ", one.replace("\u00ad", "")).strip() for one in "".join(reader.text).split("\n"))
    return tuple(one for one in lines if one)


def plain_words(text: str) -> str:
    """Small letters, single spaces, no soft hyphens: how words are compared."""
    return _SPACE.sub(" ", text.replace("\u00ad", "")).strip().casefold()


@dataclass(slots=True)
class _Open:
    tag: str
    classes: frozenset[str]
    hidden: bool


@dataclass(slots=True)
class _Kept:
    text: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    addressee: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)


class _Reader(HTMLParser, _Kept):
    def __init__(self) -> None:
        HTMLParser.__init__(self, convert_charrefs=True)
        _Kept.__init__(self)
        self._open: list[_Open] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE:
            self.text.append("\n")
        if tag in _VOID:
            return
        given = {name: value or "" for name, value in attrs}
        hidden = tag in _UNSEEN or "hidden" in given or _HIDDEN.search(given.get("style", "")) is not None
        self._open.append(_Open(tag, frozenset(given.get("class", "").split()), hidden))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self.text.append("\n")
        places = [place for place, one in enumerate(self._open) if one.tag == tag]
        if places:
            del self._open[places[-1] :]

    def handle_data(self, data: str) -> None:
        if any(one.hidden for one in self._open):
            return
        self.text.append(data.replace("\n", " "))
        tags = {one.tag for one in self._open}
        classes = frozenset[str]().union(*(one.classes for one in self._open))
        if "h1" in tags:
            self.title.append(data)
        if "addressee" in classes:
            self.addressee.append(data)
        if tags & _TEXT and not classes & _NOT_TEXT:
            self.body.append(data)
