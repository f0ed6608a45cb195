"""Checking a paper that the store knows, as the check page asks: a whole request with the file in it, one process."""

from __future__ import annotations

import tempfile
from io import BytesIO
from itertools import count
from pathlib import Path
from time import perf_counter, process_time

from flask.testing import FlaskClient

from bench.cases import move, official, open_case
from bench.line import Line, Sense, at_most
from bench.town import BenchTown, bench_town
from runtime.app import build_app
from runtime.boot import Runtime

_OURS, _FLOOR = "checking a stored paper", "20 ms"
_TIMES = 50
_LETTER = {"grounds": "Дорога приватна.", "about": "Про дорогу"}
_BOUND = 0.020
_OK = 200
_VISITORS = count()


def run(rounds: int) -> list[Line]:
    """One letter; the ratio is the time of one request over 20 ms. Whether all have signed makes no difference to it:
    the store answers by the hash, and the case says the rest."""
    with tempfile.TemporaryDirectory(prefix="sprava-bench-") as folder, bench_town(Path(folder)) as town:
        return _measured(town, rounds)


def _measured(town: BenchTown, rounds: int) -> list[Line]:
    with town.booted() as runtime:
        letter = _letter(runtime)
        visitor = build_app(runtime).test_client()
        _check(visitor, letter, 0)
        taken = [_seconds_each(visitor, letter, 1 + number) for number in range(rounds)]
    return [
        _line("verification", [clock for clock, _ in taken]),
        _line("verification, processor", [processor for _, processor in taken]),
    ]


def _line(name: str, seconds: list[float]) -> Line:
    ratios = tuple(one / _BOUND for one in seconds)
    return Line(benchmark=name, ours=_OURS, floor=_FLOOR, sense=Sense.AT_MOST, ratios=ratios, target=at_most(1.0))


def _letter(runtime: Runtime) -> bytes:
    director = official("utility_director")
    case = move(runtime, open_case(runtime), "route", official("dispatcher"))
    paper = move(runtime, case, "refuse", director, _LETTER).papers[0]
    sha256 = runtime.application.desk.open(director, paper.id)
    return runtime.toolbox.contents.get(case.municipality, sha256)


def _seconds_each(visitor: FlaskClient, letter: bytes, number: int) -> tuple[float, float]:
    """By the clock, and by the processor of this process alone."""
    clock, processor = perf_counter(), process_time()
    for _ in range(_TIMES):
        _check(visitor, letter, number)
    return (perf_counter() - clock) / _TIMES, (process_time() - processor) / _TIMES


def _check(visitor: FlaskClient, letter: bytes, number: int) -> None:
    # Whoever checks is limited by their network's address: every round comes from another one.
    answer = visitor.post(
        "/api/v1/verifications",
        data={"file": (BytesIO(letter), "letter.pdf")},
        environ_overrides={"REMOTE_ADDR": f"10.0.{number}.{next(_VISITORS) % 250}"},
    )
    if answer.status_code != _OK or "incomplete" not in answer.text:
        raise RuntimeError(f"{answer.status_code} {answer.text[:500]}")
