"""One line of the result: a ratio, what it is held against, and whether that is reached. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median


class Sense(StrEnum):
    """Which way is good."""

    AT_LEAST = "≥"
    """speed over the floor's speed"""
    AT_MOST = "≤"
    """time over the floor's time"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What has to be reached."""

    sense: Sense
    ratio: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`ratios` holds one per round. Without a target the line only says where we stand."""

    benchmark: str
    ours: str
    floor: str
    sense: Sense
    ratios: tuple[float, ...]
    target: Target | None = None

    @property
    def median(self) -> float:
        """The middle one of the rounds."""
        return median(self.ratios)

    @property
    def met(self) -> bool | None:
        """Whether the median reaches the target; None without one."""
        if self.target is None:
            return None
        if self.target.sense is Sense.AT_LEAST:
            return self.median >= self.target.ratio
        return self.median <= self.target.ratio


def at_least(ratio: float) -> Target:
    """So many times the floor's speed, or more."""
    return Target(sense=Sense.AT_LEAST, ratio=ratio)


def at_most(ratio: float) -> Target:
    """So many times the floor's time, or less."""
    return Target(sense=Sense.AT_MOST, ratio=ratio)


def compared(
    benchmark: str,
    taken: Mapping[str, Sequence[float]],
    *,
    ours: str,
    floor: str,
    sense: Sense,
    target: Target | None = None,
) -> Line:
    """The line of two contestants, round by round."""
    pairs = zip(taken[ours], taken[floor], strict=True)
    ratios = (bare / mine if sense is Sense.AT_LEAST else mine / bare for mine, bare in pairs)
    return Line(benchmark=benchmark, ours=ours, floor=floor, sense=sense, ratios=tuple(ratios), target=target)
