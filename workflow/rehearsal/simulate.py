"""Many random walks of one definition, added up: what is never reached, how long things take, what goes wrong.

Not a forecast: made-up people act at random. It shows what the definition allows.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from workflow.definition.model import Definition, State
from workflow.engine.calendar import at_local
from workflow.rehearsal.stage import Stage
from workflow.rehearsal.walk import Ending, Walk, walk

FIRST_DAY = date(2026, 11, 23)
"""Walks begin on the days of the year after this one, spread evenly."""

_YEAR = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class StateFigures:
    """A state: how many stays in it, the median and the 90th percentile of their length (None for final states)."""

    name: str
    visits: int
    median: timedelta | None
    p90: timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockFigures:
    """A clock: how often it started, and how often it ran out (an appointed one: came)."""

    name: str
    started: int
    blown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """What the walks met together. `endings`, `outcomes`, `refusals` and `stuck` count walks or cases of each kind."""

    definition: str
    walks: int
    states: tuple[StateFigures, ...]
    never_visited: tuple[str, ...]
    never_taken: tuple[str, ...]
    clocks: tuple[ClockFigures, ...]
    endings: Counter[str]
    outcomes: Counter[str]
    refusals: Counter[str]
    stuck: Counter[str]


def walks(definition: Definition, stage: Stage, count: int, seed: int) -> Iterator[Walk]:
    """`count` walks, one by one; walk number n of a seed is always the same."""
    zone = stage.surroundings.zone
    for number in range(count):
        day = FIRST_DAY + timedelta(days=number * _YEAR // max(count, 1))
        begin = at_local(day, time(9), zone) + timedelta(minutes=number * 37 % (24 * 60))
        yield walk(definition, stage, begin, f"{seed}/{number}")


def summary(definition: Definition, done: Iterable[Walk]) -> Simulation:
    """The walks added up; states, transitions and clocks in the order of the definition."""
    seen = tuple(done)
    stays: dict[str, list[timedelta]] = {name: [] for name in definition.states}
    for one in seen:
        for state, length in one.stays:
            stays[state].append(length)
    taken = sum((one.taken for one in seen), Counter[str]())
    started = sum((one.started for one in seen), Counter[str]())
    blown = sum((one.blown for one in seen), Counter[str]())
    names = dict.fromkeys(one.name for one in definition.transitions)
    return Simulation(
        definition=definition.request_type,
        walks=len(seen),
        states=tuple(_figures(definition.states[name], lengths) for name, lengths in stays.items() if lengths),
        never_visited=tuple(name for name, lengths in stays.items() if not lengths),
        never_taken=tuple(name for name in names if not taken[name]),
        clocks=tuple(ClockFigures(name=name, started=started[name], blown=blown[name]) for name in definition.clocks),
        endings=Counter({ending.value: sum(one.ending is ending for one in seen) for ending in Ending}),
        outcomes=Counter(one.outcome or "none" for one in seen if one.ending is Ending.FINAL),
        refusals=sum((Counter(one.refusals) for one in seen), Counter[str]()),
        stuck=sum((one.stuck for one in seen), Counter[str]()),
    )


def _figures(state: State, lengths: Sequence[timedelta]) -> StateFigures:
    ordered = sorted(lengths)
    return StateFigures(
        name=state.name,
        visits=len(ordered),
        median=None if state.final else _percentile(ordered, 0.5),
        p90=None if state.final else _percentile(ordered, 0.9),
    )


def _percentile(ordered: Sequence[timedelta], share: float) -> timedelta:
    """The nearest-rank percentile: the smallest value that at least this share of them does not exceed."""
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
