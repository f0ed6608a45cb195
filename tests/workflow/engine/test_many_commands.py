"""The laws over very many random commands, legal and not, on every shipped definition: the history replays to the stored
case, a refused command changes nothing, the same inputs decide the same. Only the six errors come out.

`make prove` runs a million; the seed is printed, and `SEED` below is the one of the quick run.
"""

from __future__ import annotations

import sys
import time
from random import Random

import pytest

from tests.given import Play, shipped
from tests.workflow.engine.test_laws import NAMES, history, opened, random_steps
from workflow import codec
from workflow.case import Case
from workflow.engine.evolve import fold

SEED = 20261122
ROUND = 50
"""Commands on one case before another is opened."""


def told(play: Play) -> Case | None:
    """The history as stored, folded."""
    case: Case | None = None
    for events, (now, label) in zip(history(play), play.instants, strict=True):
        stored = [codec.event_from_json(*codec.event_to_json(one)) for one in events]
        case = fold(case, stored, now, label)
    return case


def laws_hold(name: str, seed: int, count: int) -> int:
    """Plays `count` commands twice over; how many were taken."""
    dice = Random(f"{seed}/{name}")
    picks = [dice.randrange(10_000) for _ in range(count)]
    first, second = opened(shipped(name)), opened(shipped(name))
    outcomes: list[str | None] = []
    decided = len(first.decisions)
    for before, refused in random_steps(first, picks):
        outcomes.append(type(refused).__name__ if refused else None)
        if refused is not None and len(first.decisions) == decided:
            assert first.case is before, (name, seed)
        elif first.case != before:
            assert first.case.version > before.version, (name, seed)
            assert first.case.sequence > before.sequence, (name, seed)
        decided = len(first.decisions)
    assert outcomes == [type(one).__name__ if one else None for _, one in random_steps(second, picks)], (name, seed)
    assert first.decisions == second.decisions, (name, seed)
    assert told(first) == first.case, (name, seed)
    return sum(one is None for one in outcomes)


@pytest.mark.parametrize("count", [2_000, pytest.param(1_000_000, marks=pytest.mark.prove)])
def test_the_laws_hold_over_very_many_commands(count: int) -> None:
    seed = SEED if count < 100_000 else time.time_ns()
    sys.stdout.write(f"seed {seed}\n")
    began, done, taken, number = time.monotonic(), 0, 0, 0
    while done < count:
        taken += laws_hold(NAMES[number % len(NAMES)], seed + number, ROUND)
        done += ROUND
        number += 1
    seconds = time.monotonic() - began
    sys.stdout.write(
        f"{done} commands, {taken} taken, {done / seconds:.0f} a second, each decided twice and replayed\n"
    )
    assert taken > done / 50
