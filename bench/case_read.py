"""Reading a case over HTTP: signed in, by policy, with all that it says; beside one row by the ORM answered as JSON."""

from __future__ import annotations

import http.client
import json
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench.bare_tables import fill_papers, make_bare_tables
from bench.cases import move, official, open_case
from bench.interleave import Contestant, interleaved
from bench.line import Line, Sense, at_least, compared
from bench.load import seconds_each
from bench.request import Request
from bench.serving import free_port, served
from bench.sign_in import signed_in
from bench.town import BenchTown, bench_town

_OURS, _FLOOR = "reading a case", "a row of the same size by the ORM"
_CASES = 40
_PER_ROUND = 320


def run(rounds: int) -> list[Line]:
    """Road defects at the director's, read by the dispatcher; the floor answers with the very same JSON."""
    with tempfile.TemporaryDirectory(prefix="sprava-bench-") as folder, bench_town(Path(folder)) as town:
        return _compare(town, rounds)


def _compare(town: BenchTown, rounds: int) -> list[Line]:
    dispatcher = official("dispatcher")
    with town.booted() as runtime:
        headers = signed_in(runtime, "dispatcher")
        references = [move(runtime, open_case(runtime), "route", dispatcher).reference for _ in range(_CASES)]
    floor = town.environment(town.copy("bench_floor"), free_port())
    real = town.environment(town.copy("bench_real"), free_port())
    reads = [Request(method="GET", path=f"/api/v1/cases/{one}", headers=headers) for one in references]
    with ExitStack() as stack:
        stack.enter_context(served("wsgi:app", real, town.folder / "real.log", ready="/healthz"))
        stack.enter_context(served("bench.floor_app:app", floor, town.folder / "floor.log", ready="/ready"))
        bare = town.urls.for_database("bench_floor")
        make_bare_tables(bare, references)
        fill_papers(bare, {one.path.rpartition("/")[2]: answer_to(real, one) for one in reads})
        taken = interleaved(
            {
                _OURS: _reader(real, reads),
                _FLOOR: _reader(floor, (Request(method="GET", path=f"/orm/{one}") for one in references)),
            },
            rounds,
        )
    return [compared("case_read", taken, ours=_OURS, floor=_FLOOR, sense=Sense.AT_LEAST, target=at_least(0.6))]


def answer_to(environment: Mapping[str, str], request: Request) -> dict[str, Any]:
    """The JSON one request is answered with. Raises RuntimeError unless it is 200."""
    connection = http.client.HTTPConnection("127.0.0.1", int(environment["PORT"]), timeout=30)
    try:
        connection.request(request.method, request.path, headers=dict(request.headers))
        answer = connection.getresponse()
        content = answer.read()
    finally:
        connection.close()
    if answer.status != http.client.OK:
        raise RuntimeError(f"{answer.status} {request.path} {content[:500]!r}")
    found: dict[str, Any] = json.loads(content)
    return found


def _reader(environment: Mapping[str, str], requests: Iterable[Request]) -> Contestant:
    every = list(requests) * (_PER_ROUND // _CASES)
    return lambda number: seconds_each(int(environment["PORT"]), every)
