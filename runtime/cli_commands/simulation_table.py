"""A simulation as a table for people and as plain data for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta

from workflow.rehearsal.simulate import Simulation

_MINUTES_PER_DAY = 24 * 60


def table(found: Simulation) -> Iterator[str]:
    """Lines for people."""
    yield f"{found.definition}: {found.walks} walks"
    states = [(one.name, str(one.visits), _length(one.median), _length(one.p90)) for one in found.states]
    yield from _columns([("state", "visits", "median", "p90"), *states])
    if found.clocks:
        clocks = [(one.name, str(one.started), str(one.blown), _share(one.blown, one.started)) for one in found.clocks]
        yield from _columns([("clock", "started", "ran out", ""), *clocks])
    yield from _listed("never visited", found.never_visited)
    yield from _listed("never taken", found.never_taken)
    yield from _listed("ended", _counted(found.endings))
    yield from _listed("outcomes", _counted(found.outcomes))
    yield from _listed("held back", _counted(found.refusals))
    yield from _listed("stuck", _counted(found.stuck))


def plain(found: Simulation) -> dict[str, object]:
    """Plain data; lengths in hours."""
    return {
        "definition": found.definition,
        "walks": found.walks,
        "states": [
            {"state": one.name, "visits": one.visits, "median_hours": _hours(one.median), "p90_hours": _hours(one.p90)}
            for one in found.states
        ],
        "never_visited": list(found.never_visited),
        "never_taken": list(found.never_taken),
        "clocks": [{"clock": one.name, "started": one.started, "blown": one.blown} for one in found.clocks],
        "endings": {name: count for name, count in found.endings.items() if count},
        "outcomes": dict(found.outcomes),
        "refusals": dict(found.refusals),
        "stuck": dict(found.stuck),
    }


def _columns(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]))]
    for row in rows:
        first, *rest = (
            cell.ljust(width) if index == 0 else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield f"  {'  '.join((first, *rest))}".rstrip()


def _listed(what: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        yield f"  {what}: {', '.join(names)}"


def _counted(counter: Counter[str]) -> list[str]:
    return [f"{name} {count}" for name, count in counter.most_common() if count]


def _share(part: int, whole: int) -> str:
    return f"{100 * part // whole} %" if whole else ""


def _length(length: timedelta | None) -> str:
    if length is None:
        return "-"
    minutes = round(length / timedelta(minutes=1))
    days, rest = divmod(minutes, _MINUTES_PER_DAY)
    hours, minutes = divmod(rest, 60)
    if days:
        return f"{days} d {hours} h"
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min"


def _hours(length: timedelta | None) -> float | None:
    return None if length is None else round(length / timedelta(hours=1), 2)
