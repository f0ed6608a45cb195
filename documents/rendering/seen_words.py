"""The words that stand on the pages as they were laid out: what a style sheet hid or pushed off the page is not there.

Compared without spaces and hyphens, for lines are broken where the page ends.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

_BETWEEN = re.compile("[\\s\u00ad\u2010\u2011\u00a0-]+")


class Box(Protocol):
    """A box of WeasyPrint's; those of text have `text`."""

    style: Mapping[str, object]
    position_x: float
    position_y: float

    def descendants(self) -> Iterable["Box"]:
        """It and all that stands in it."""


class Page(Protocol):
    """A page of WeasyPrint's."""

    width: float
    height: float
    _page_box: Box


def unseen(pages: Iterable[Page], wanted: Sequence[str]) -> tuple[str, ...]:
    """Those of the `wanted` words that no reader of the pages finds."""
    if not wanted:
        return ()
    seen = "".join(_plain(word) for page in pages for word in _words(page))
    return tuple(one for one in wanted if _plain(one) not in seen)


def _words(page: Page) -> Iterable[str]:
    whole = page._page_box  # noqa: SLF001 - WeasyPrint shows its boxes nowhere else
    for box in whole.descendants():
        text = getattr(box, "text", None)
        if not isinstance(text, str) or box.style["visibility"] != "visible":
            continue
        if box.style["font_size"] and 0 <= box.position_x < page.width and 0 <= box.position_y < page.height:
            yield text


def _plain(words: str) -> str:
    return _BETWEEN.sub("", words).casefold()
