"""The streets of a town: their names for suggestions, and which of them lies nearest to a point.

Pure. A street is one or several lines of (latitude, longitude) in degrees, as GeoJSON holds them the other way round.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians
from typing import Any

Point = tuple[float, float]

_METRES_PER_DEGREE = 111_320
NEAR_METRES = 150
"""Farther from the middle of its street nobody stands; whoever is in a field is in no street."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Street:
    """One street; `lines` may be empty where only its name is known."""

    name: str
    lines: tuple[tuple[Point, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """All streets, by name."""

    streets: tuple[Street, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """For suggestions."""
        return tuple(one.name for one in self.streets)

    def nearest(self, here: Point) -> str | None:
        """The street within NEAR_METRES of a point, or None."""
        found = min(((_metres(here, one), one.name) for one in self.streets), default=None)
        return found[1] if found is not None and found[0] <= NEAR_METRES else None


def gazetteer_of(document: Any) -> Gazetteer:
    """Streets of a GeoJSON FeatureCollection: every line with a `name` that is a street (`kind: street`, or a `highway`
    as OpenStreetMap has it). ValueError for anything else."""
    features = document.get("features") if isinstance(document, Mapping) else None
    lines: dict[str, list[tuple[Point, ...]]] = {}
    for feature in features if isinstance(features, list) else ():
        for name, line in _street_lines(feature):
            lines.setdefault(name, []).append(line)
    if not lines:
        raise ValueError("no street in it")
    return Gazetteer(streets=tuple(Street(name=name, lines=tuple(lines[name])) for name in sorted(lines)))


def _street_lines(feature: Any) -> Iterator[tuple[str, tuple[Point, ...]]]:
    try:
        properties, geometry = feature["properties"], feature["geometry"]
        name = str(properties.get("name") or "").strip()
        is_street = properties.get("kind") == "street" or bool(properties.get("highway"))
        if not name or not is_street:
            return
        match geometry["type"]:
            case "LineString":
                yield name, _points(geometry["coordinates"])
            case "MultiLineString":
                for line in geometry["coordinates"]:
                    yield name, _points(line)
    except (KeyError, TypeError, AttributeError, IndexError) as wrong:
        raise ValueError("a feature that cannot be read") from wrong


def _points(coordinates: Any) -> tuple[Point, ...]:
    return tuple((float(one[1]), float(one[0])) for one in coordinates)


def _metres(here: Point, street: Street) -> float:
    """From a point to the nearest part of a street; endless for one without lines."""
    narrow = cos(radians(here[0]))
    ends = (_to_part(here, start, end, narrow) for line in street.lines for start, end in pairwise(line or ()))
    return min(ends, default=float("inf")) * _METRES_PER_DEGREE


def _to_part(here: Point, start: Point, end: Point, narrow: float) -> float:
    """Degrees of latitude from `here` to the straight part between two points."""
    y, x = here[0] - start[0], (here[1] - start[1]) * narrow
    north, east = end[0] - start[0], (end[1] - start[1]) * narrow
    length = north * north + east * east
    along = max(0.0, min(1.0, (y * north + x * east) / length)) if length else 0.0
    return hypot(y - along * north, x - along * east)
