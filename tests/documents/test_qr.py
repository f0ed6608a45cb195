"""QR codes are drawn right and recognised as ours."""

import re

import pytest
import segno

from documents.qr import is_drawing_of_ours, qr_svg

ADDRESS = "https://sprava.test/verify/482177305526"


def modules(svg: str) -> set[tuple[int, int]]:
    """The dark modules that the drawing shows, as (x, y) without the quiet zone."""
    return {
        (int(x) - 4 + step, int(y) - 4)
        for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", svg)
        for step in range(int(length))
    }


def test_the_drawing_shows_exactly_the_dark_modules() -> None:
    matrix = segno.make(ADDRESS, error="m", micro=False).matrix

    assert modules(qr_svg(ADDRESS)) == {(x, y) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark}


def test_a_drawing_is_recognised() -> None:
    assert is_drawing_of_ours(qr_svg(ADDRESS))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<svg></svg>",
        qr_svg(ADDRESS) + "<script>",
        "<b>" + qr_svg(ADDRESS),
        qr_svg(ADDRESS).replace('class="qr"', 'class="qr" onload="x()"'),
        qr_svg(ADDRESS).replace("#000", "url(http://x)"),
        qr_svg(ADDRESS) + "\n",
    ],
)
def test_other_markup_is_not(text: str) -> None:
    assert not is_drawing_of_ours(text)


def test_the_same_text_gives_the_same_drawing() -> None:
    assert qr_svg(ADDRESS) == qr_svg(ADDRESS)
    assert qr_svg(ADDRESS) != qr_svg(ADDRESS + "1")
