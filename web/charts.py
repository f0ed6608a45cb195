"""Charts as numbers for SVG: where each bar stands and how long it is. Pure; `templates/charts.html` draws them.

Lengths are in the units of the chart's own view box. A chart says nothing that its table does not say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

COLUMN_HEIGHT = 120
COLUMN_WIDTH = 40
BAR_WIDTH = 560
_BARS_IN_COLUMN = 2
_THIN = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar; `tone` is a class of the style sheet."""

    x: int
    y: int
    width: int
    height: int
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The bars over one label of the axis, `x` being its middle."""

    label: str
    x: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Columns on a common scale that ends at `top`."""

    width: int
    height: int
    top: int
    columns: tuple[Column, ...]


def columns(labels: Sequence[str], series: Sequence[tuple[str, Sequence[int]]]) -> Chart:
    """Bars side by side per label; `series` are (tone, values), at most two."""
    top = max((value for _tone, values in series for value in values), default=0)
    made = []
    for number, label in enumerate(labels):
        left = number * COLUMN_WIDTH + (COLUMN_WIDTH - _BARS_IN_COLUMN * _THIN) // 2
        bars = []
        for place, (tone, values) in enumerate(series):
            height = _share(values[number], top, COLUMN_HEIGHT)
            bars.append(
                Bar(x=left + place * _THIN, y=COLUMN_HEIGHT - height, width=_THIN - 2, height=height, tone=tone)
            )
        made.append(Column(label=label, x=number * COLUMN_WIDTH + COLUMN_WIDTH // 2, bars=tuple(bars)))
    return Chart(width=len(labels) * COLUMN_WIDTH, height=COLUMN_HEIGHT, top=top, columns=tuple(made))


def stacked(parts: Sequence[tuple[str, int]], most: int) -> tuple[Bar, ...]:
    """Parts of one bar one after another, on a scale where `most` fills the width; `parts` are (tone, value)."""
    bars, x = [], 0
    for tone, value in parts:
        width = _share(value, most, BAR_WIDTH)
        bars.append(Bar(x=x, y=0, width=width, height=_THIN, tone=tone))
        x += width
    return tuple(bars)


def _share(value: int, most: int, length: int) -> int:
    """Never nothing for something."""
    return 0 if value <= 0 or most <= 0 else max(round(value * length / most), 2)
