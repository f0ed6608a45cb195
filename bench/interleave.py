"""Rounds A B B A: contestants take turns, so that a machine that slows down slows down all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import perf_counter

Seconds = float
Contestant = Callable[[int], Seconds]
"""Does round N and says how long one operation took; round 0 warms up."""


def interleaved(contestants: Mapping[str, Contestant], rounds: int) -> dict[str, list[Seconds]]:
    """Seconds per operation, by contestant and round; the warming round is thrown away."""
    taken: dict[str, list[Seconds]] = {name: [] for name in contestants}
    names = list(contestants)
    for number in range(rounds + 1):
        for name in names if number % 2 == 0 else reversed(names):
            seconds = contestants[name](number)
            if number > 0:
                taken[name].append(seconds)
    return taken


def repeated(work: Callable[[], object], times: int, *, clock: Callable[[], float] = perf_counter) -> Contestant:
    """A contestant that does `work` so many times in a row.

    `time.process_time` as the clock leaves out what other processes took: right for work done in this one alone.
    """

    def run(number: int) -> Seconds:
        began = clock()
        for _ in range(times):
            work()
        return (clock() - began) / times

    return run
