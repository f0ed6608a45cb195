"""A definition laid out to be drawn: boxes, rows and lanes with their places, in pixels. Pure; same in, same out.

One state under another in the order the author wrote them. Each move has a row of its own beside its state's box and
runs to the lane of the state it leads to; all ways into a state share one lane, right of every word, and come in
through the box's first row. So no word can meet another word, a box or a lane, however many states there are.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from workflow.definition.drawing_words import Words
from workflow.definition.graph import Edge, graph_of
from workflow.definition.model import Definition, State

ROW = 26
FONT = 13
SMALL = 11
HUES = 8
"""Colours of ways. Ways beside each other differ in theirs."""
_EDGE, _PAD, _BETWEEN, _LANE = 24, 12, 18, 16
_LETTERS = {FONT: 24, SMALL: 30}
"""In a line of a box."""

_WIDE, _NARROW = "ШЩЖЮМФЫшщжюмфыWMwm@—…", "іїІЇilIjt.,:;!'’()|[] "


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of words: its left end on the baseline, its size; `faint` words stand back."""

    x: int
    y: int
    words: str
    size: int = FONT
    faint: bool = False
    strong: bool = False

    @property
    def width(self) -> int:
        """No less than any usual typeface needs."""
        return text_width(self.words, self.size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A state."""

    state: State
    x: int
    y: int
    width: int
    height: int
    lines: tuple[Line, ...]
    entry: int | None
    """Where ways come in; None for a state that nothing leads to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One transition out of one state: from the box at `x` along `y` to the lanes of its targets."""

    transition: str
    source: str
    targets: tuple[str, ...]
    x: int
    y: int
    lines: tuple[Line, ...]
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """All ways into one state: upright at `x` between `top` and `bottom`; `hue` counts from 0."""

    target: str
    x: int
    top: int
    bottom: int
    hue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Everything with its place."""

    title: str
    width: int
    height: int
    boxes: tuple[Box, ...]
    rows: tuple[Row, ...]
    lanes: Mapping[str, Lane]


def drawing(definition: Definition, words: Words) -> Drawing:
    """The layout of a definition. Raises `GraphTooLarge`."""
    moves = {name: _moves(edges) for name, edges in graph_of(definition).edges.items()}
    entered = {target for found in moves.values() for edges in found for target in _others(edges)}
    texts = {name: _box_lines(state, definition, words) for name, state in definition.states.items()}
    box_width = 2 * _PAD + max((text_width(*line) for lines in texts.values() for line in lines), default=0)
    label_x = _EDGE + box_width + _PAD
    boxes: list[Box] = []
    rows: list[Row] = []
    y = _EDGE + 2 * ROW
    for name, state in definition.states.items():
        first = int(name in entered)
        height = _PAD + max((first + len(moves[name])) * ROW, len(texts[name]) * (SMALL + 6) + _PAD)
        lines = tuple(
            Line(x=_EDGE + _PAD, y=y + 22 + number * (SMALL + 6), words=text, size=size, strong=size == FONT,
                 faint=size == SMALL)
            for number, (text, size) in enumerate(texts[name])
        )  # fmt: skip
        entry = y + ROW // 2 if first else None
        boxes.append(Box(state=state, x=_EDGE, y=y, width=box_width, height=height, lines=lines, entry=entry))
        for number, edges in enumerate(moves[name], start=first):
            rows.append(_row(edges, label_x, y + number * ROW + ROW - 4, words))
        y += height + _BETWEEN
    right = max((row.lines[-1].x + row.lines[-1].width for row in rows), default=label_x) + _LANE
    lanes = _lanes(boxes, rows, right)
    ends = [_ended(row, lanes, right) for row in rows]
    width = max([right, *(lane.x for lane in lanes.values()), _EDGE + text_width(words.title, FONT + 3)]) + _EDGE
    return Drawing(title=words.title, width=width, height=y + _EDGE, boxes=tuple(boxes), rows=tuple(ends), lanes=lanes)


def text_width(text: str, size: int) -> int:
    """Pixels, on the safe side: typefaces differ, and the reader's is not known."""
    units = sum(0.98 if one in _WIDE else 0.42 if one in _NARROW else 0.7 for one in text)
    return round(units * size) + 1


def _moves(edges: Sequence[Edge]) -> list[list[Edge]]:
    """Edges of one state by transition, in the order of the definition."""
    found: dict[int, list[Edge]] = {}
    for edge in edges:
        found.setdefault(edge.index, []).append(edge)
    return [found[index] for index in sorted(found)]


def _others(edges: Sequence[Edge]) -> tuple[str, ...]:
    return tuple(edge.target for edge in edges if edge.target != edge.source)


def _box_lines(state: State, definition: Definition, words: Words) -> list[tuple[str, int]]:
    lines = [(line, FONT) for line in _wrapped(words.state(state), FONT)]
    for clock in definition.clocks.values():
        if clock.starts == state.name:
            lines += [(line, SMALL) for line in _wrapped(words.clock(clock), SMALL)]
    return lines


def _wrapped(text: str, size: int) -> Iterator[str]:
    line = ""
    # Only at plain spaces: a number stays with its unit.
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > _LETTERS[size]:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    if line:
        yield line


def _row(edges: Sequence[Edge], x: int, y: int, words: Words) -> Row:
    transition = edges[0].transition
    title = Line(x=x, y=y - 5, words=words.move(transition))
    who = Line(x=x + title.width + _PAD, y=y - 5, words=words.by(transition), size=SMALL, faint=True)
    return Row(
        transition=transition.name, source=edges[0].source, targets=_others(edges), x=x - _PAD, y=y,
        lines=(title, who), end=who.x + who.width,
    )  # fmt: skip


def _lanes(boxes: Sequence[Box], rows: Sequence[Row], right: int) -> dict[str, Lane]:
    """Short ways nearest to the words; two ways share a lane only where they are apart, a hue where possible too."""
    spans: dict[str, tuple[int, int]] = {}
    for box in boxes:
        heights = [row.y for row in rows if box.state.name in row.targets]
        if box.entry is not None and heights:
            spans[box.state.name] = (min(box.entry, *heights), max(box.entry, *heights))
    taken: list[list[tuple[int, int]]] = []
    lanes: dict[str, Lane] = {}
    hues = {box.state.name: number % HUES for number, box in enumerate(boxes)}
    for name, (top, bottom) in sorted(spans.items(), key=lambda one: (one[1][1] - one[1][0], one[1][0])):
        free = (number for number, used in enumerate(taken) if all(bottom < a - ROW or top > b + ROW for a, b in used))
        number = next(free, len(taken))
        if number == len(taken):
            taken.append([])
        taken[number].append((top, bottom))
        lane = Lane(target=name, x=right + number * _LANE, top=top, bottom=bottom, hue=hues[name])
        lanes[name] = replace(lane, hue=_apart(lane, lanes.values()))
    return lanes


def _apart(lane: Lane, others: Iterable[Lane]) -> int:
    """The hue that stands farthest off among the lanes beside this one; its own, if that is as good."""
    beside = [one for one in others if lane.top <= one.bottom and one.top <= lane.bottom]
    hues = [hue % HUES for hue in range(lane.hue, lane.hue + HUES)]
    return max(
        hues, key=lambda hue: min((abs(one.x - lane.x) for one in beside if one.hue == hue), default=sys.maxsize)
    )


def _ended(row: Row, lanes: Mapping[str, Lane], right: int) -> Row:
    end = max((lanes[target].x for target in row.targets if target in lanes), default=right - _LANE // 2)
    return replace(row, end=end)
