"""A case with a thousand events, beside one with ten: both opened over HTTP by the same application."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from itertools import cycle
from pathlib import Path

from bench.cases import applicant, move, official, open_case
from bench.interleave import Contestant, interleaved
from bench.line import Line, Sense, at_most, compared
from bench.load import seconds_each
from bench.request import Request
from bench.serving import free_port, served
from bench.sign_in import signed_in
from bench.town import BenchTown, bench_town
from runtime.boot import Runtime
from workflow.case import Case

_LONG, _SHORT = "a case with 1,000 events", "one with 10"
_PER_ROUND = 160


def run(rounds: int) -> list[Line]:
    """The director asks, the applicant answers, over and over."""
    with tempfile.TemporaryDirectory(prefix="sprava-bench-") as folder, bench_town(Path(folder)) as town:
        return _compare(town, rounds)


def _compare(town: BenchTown, rounds: int) -> list[Line]:
    with town.booted() as runtime:
        headers = signed_in(runtime, "utility_director")
        short, long = _talked_over(runtime, 10), _talked_over(runtime, 1000)
    environment = town.environment(town.urls, free_port())
    with served("wsgi:app", environment, town.folder / "real.log", ready="/healthz"):
        taken = interleaved(
            {_LONG: _reader(environment, long, headers), _SHORT: _reader(environment, short, headers)}, rounds
        )
    # «As fast as»: the same within what the machine wavers.
    return [compared("long_case", taken, ours=_LONG, floor=_SHORT, sense=Sense.AT_MOST, target=at_most(1.1))]


def _talked_over(runtime: Runtime, events: int) -> Case:
    director = official("utility_director")
    case = move(runtime, open_case(runtime), "route", official("dispatcher"))
    for name in cycle(("ask", "answer")):
        if case.sequence >= events:
            return case
        if name == "ask":
            case = move(runtime, case, name, director, {"question": "Де саме яма?"})
        else:
            case = move(runtime, case, name, applicant(case), {"reply": "Навпроти вісімки."})
    raise AssertionError("a cycle has no end")


def _reader(environment: Mapping[str, str], case: Case, headers: Mapping[str, str]) -> Contestant:
    reads = [Request(method="GET", path=f"/api/v1/cases/{case.reference}", headers=headers)] * _PER_ROUND
    return lambda number: seconds_each(int(environment["PORT"]), reads)
