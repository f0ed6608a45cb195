"""Tells many stories at once in the order of their moments, as the days really went: timers and jobs in between."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from datetime import datetime

from runtime.boot import Runtime
from runtime.clock import VirtualClock
from runtime.demo.road_stories import Story
from runtime.drain import drain
from runtime.sweep import sweep


def tell(
    runtime: Runtime,
    clock: VirtualClock,
    stories: Iterable[Story],
    *,
    until: datetime,
    step: Callable[[datetime], None],
) -> None:
    """Runs every story to its end, none past `until`; `step` is called with the moment of each step."""
    waiting: list[tuple[datetime, int, Story]] = []
    for number, story in enumerate(stories):
        heapq.heappush(waiting, (next(story), number, story))
    while waiting:
        moment, number, story = heapq.heappop(waiting)
        if moment > until:
            continue
        sweep(runtime, clock, until=moment)
        step(moment)
        following = next(story, None)
        drain(runtime)
        if following is not None:
            heapq.heappush(waiting, (max(following, moment), number, story))
    sweep(runtime, clock, until=until)
    drain(runtime)
