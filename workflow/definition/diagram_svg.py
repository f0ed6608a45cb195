"""A drawing as SVG: readable on white and on black, no script, nothing from elsewhere; the same bytes always."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from workflow.definition.drawing import FONT, Box, Drawing, Lane, Line, Row, drawing
from workflow.definition.drawing_words import words_of
from workflow.definition.model import Definition

_HUES = ("#4477aa", "#cc6677", "#228833", "#aa7711", "#8855aa", "#2a9d9d", "#bb5500", "#777799")
"""Told apart on both grounds, also by most who see few colours (after Paul Tol's bright and muted schemes)."""

_STYLE = (
    "text{font-family:system-ui,'Noto Sans','DejaVu Sans',Arial,sans-serif;fill:#1b1b1f}"
    ".ground{fill:#ffffff}.box{fill:#f3f4f7;stroke:#5c6370;stroke-width:1.4}.ring{fill:none;stroke:#5c6370}"
    ".faint{fill:#5c6370}.strong{font-weight:600}.way{fill:none;stroke-width:1.6}.dot{fill:#1b1b1f}"
    "@media (prefers-color-scheme: dark){text{fill:#e6e6ea}.ground{fill:#16181d}"
    ".box{fill:#23262d;stroke:#9aa1ae}.ring{stroke:#9aa1ae}.faint{fill:#a9afbb}.dot{fill:#e6e6ea}}"
)


def svg(definition: Definition, language: str = "uk") -> str:
    """The picture of a definition. Raises `GraphTooLarge`."""
    made = drawing(definition, words_of(definition, language))
    size = f'width="{made.width}" height="{made.height}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {made.width} {made.height}" {size} lang="{language}">',
        f"<title>{escape(_sound(made.title))}</title>",
        f"<style>{_STYLE}</style>",
        f'<rect class="ground" {size}/>',
        _text(Line(x=24, y=40, words=made.title, size=FONT + 3, strong=True)),
    ]
    for lane in made.lanes.values():
        lines += _lane(lane)
    for box in made.boxes:
        lines += _box(box, made.lanes.get(box.state.name))
    for row in made.rows:
        lines += _row(row, made)
    return "\n".join([*lines, "</svg>"]) + "\n"


def _lane(lane: Lane) -> Iterator[str]:
    yield f'<path class="way" stroke="{_hue(lane)}" d="M{lane.x} {lane.top}V{lane.bottom}"/>'


def _box(box: Box, lane: Lane | None) -> Iterator[str]:
    state = box.state
    yield f'<g class="state" data-state={quoteattr(state.name)}>'
    yield f'<rect class="box" x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}" rx="6"/>'
    if state.final:
        inner = f'width="{box.width - 8}" height="{box.height - 8}"'
        yield f'<rect class="ring" x="{box.x + 4}" y="{box.y + 4}" {inner} rx="4"/>'
    if state.initial:
        yield f'<circle class="dot" cx="{box.x}" cy="{box.y + 17}" r="6"/>'
    yield from (_text(line) for line in box.lines)
    if lane and box.entry is not None:
        right = box.x + box.width
        yield f'<path class="way" stroke="{_hue(lane)}" d="M{lane.x} {box.entry}H{right + 7}"/>'
        yield f'<path fill="{_hue(lane)}" d="M{right} {box.entry}l9 -5v10z"/>'
    yield "</g>"


def _row(row: Row, made: Drawing) -> Iterator[str]:
    lanes = [made.lanes[target] for target in row.targets if target in made.lanes]
    farthest = max(lanes, key=lambda lane: lane.x, default=None)
    hue = _hue(farthest) if farthest else _HUES[-1]
    yield f'<g class="move" data-move={quoteattr(row.transition)} data-from={quoteattr(row.source)}>'
    yield f'<path class="way" stroke="{hue}" d="M{row.x} {row.y}H{row.end}"/>'
    for lane in lanes:
        yield f'<circle fill="{_hue(lane)}" cx="{lane.x}" cy="{row.y}" r="3.5" data-to={quoteattr(lane.target)}/>'
    if not lanes:
        back = f'd="M{row.end} {row.y}a4 4 0 1 0 -4 -4" data-to={quoteattr(row.source)}'
        yield f'<path class="way" stroke="{hue}" {back}/>'
    yield from (_text(line) for line in row.lines)
    yield "</g>"


def _text(line: Line) -> str:
    kind = " ".join(name for name, on in (("faint", line.faint), ("strong", line.strong)) if on)
    named = f' class="{kind}"' if kind else ""
    return f'<text x="{line.x}" y="{line.y}" font-size="{line.size}"{named}>{escape(_sound(line.words))}</text>'


def _sound(words: str) -> str:
    """Without what XML cannot hold: control characters, halves of pairs."""
    return "".join(one for one in words if one.isprintable() or one == "\N{NO-BREAK SPACE}")


def _hue(lane: Lane) -> str:
    return _HUES[lane.hue % len(_HUES)]
