"""How the lines are shown: a table for people, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable

from bench.line import Line, Sense

_HEAD = ("benchmark", "ours / floor", "median", "min", "max", "to reach", "")
_VERDICTS = {True: "reached", False: "MISSED", None: ""}
_MEANING = {Sense.AT_LEAST: "speed", Sense.AT_MOST: "time"}


def table(lines: Iterable[Line]) -> str:
    """One row per line, columns as wide as they must be."""
    rows = [_HEAD, *(_row(one) for one in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def as_json(lines: Iterable[Line]) -> str:
    """A list of objects, one per line."""
    return json.dumps(
        [
            {
                "benchmark": one.benchmark,
                "ours": one.ours,
                "floor": one.floor,
                "measures": _MEANING[one.sense],
                "median": round(one.median, 3),
                "min": round(min(one.ratios), 3),
                "max": round(max(one.ratios), 3),
                "target": None if one.target is None else f"{one.target.sense} {one.target.ratio}",
                "met": one.met,
            }
            for one in lines
        ],
        ensure_ascii=False,
        indent=2,
    )


def _row(line: Line) -> tuple[str, ...]:
    return (
        line.benchmark,
        f"{_MEANING[line.sense]}: {line.ours} / {line.floor}",
        f"{line.median:.2f}",
        f"{min(line.ratios):.2f}",
        f"{max(line.ratios):.2f}",
        "" if line.target is None else f"{line.target.sense} {line.target.ratio:.2f}",
        _VERDICTS[line.met],
    )
