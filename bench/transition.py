"""One authenticated, policy-checked, audited transition over HTTP, beside routes that only write rows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median_low
from uuid import uuid4

from bench.bare_tables import make_bare_tables
from bench.cases import open_case
from bench.interleave import Contestant, interleaved
from bench.line import Line, Sense, at_least, compared
from bench.load import seconds_each
from bench.request import Request
from bench.serving import free_port, served
from bench.sign_in import signed_in
from bench.tap import Said, kept
from bench.town import BenchTown, bench_town

_OURS, _WITH_KEY = "transition", "transition with Idempotency-Key"
_RAW, _ORM, _SAME = "(a) raw psycopg", "(b) the ORM", "(c) its own statements, bare"
_PER_ROUND = 160
_BODY = json.dumps({"name": "route", "input": {}})
_ROOT = Path(__file__).resolve().parent.parent


def run(rounds: int) -> list[Line]:
    """`route` of a road defect: every case is moved once, so every contestant does the same work in every round."""
    with tempfile.TemporaryDirectory(prefix="sprava-bench-") as folder, bench_town(Path(folder)) as town:
        return _compare(town, rounds)


def _compare(town: BenchTown, rounds: int) -> list[Line]:
    wanted = _PER_ROUND * (rounds + 1)
    with town.booted() as runtime:
        headers = signed_in(runtime, "dispatcher")
        references = [open_case(runtime).reference for _ in range(wanted)]
    plain = [_move(one, headers) for one in references]
    with_key = [_move(one, {**headers, "Idempotency-Key": str(uuid4())}) for one in references]
    recording = town.folder / "recording"
    real, keyed, floor = (
        town.environment(town.copy(f"bench_{name}"), free_port()) for name in ("real", "keyed", "floor")
    )
    _record(town.environment(town.copy("bench_recorded"), 8000), plain, recording)
    statements, trips = said_per_request(kept(recording))
    print(f"a transition says {statements} statements in {trips} round trips", file=sys.stderr, flush=True)
    make_bare_tables(town.urls.for_database("bench_floor"), references)
    with ExitStack() as stack:
        for name, environment in (("real", real), ("keyed", keyed)):
            stack.enter_context(served("wsgi:app", environment, town.folder / f"{name}.log", ready="/healthz"))
        told = {**floor, "BENCH_RECORDING": str(recording)}
        stack.enter_context(served("bench.floor_app:app", told, town.folder / "floor.log", ready="/ready"))
        taken = interleaved(
            {
                _OURS: _sender(real, plain),
                _WITH_KEY: _sender(keyed, with_key),
                _RAW: _sender(floor, (_bare(f"/raw/{one}") for one in references)),
                _ORM: _sender(floor, (_bare(f"/orm/{one}") for one in references)),
                _SAME: _sender(floor, (_bare(f"/same/{number}") for number in range(wanted))),
            },
            rounds,
        )
    targets = {_RAW: None, _ORM: at_least(1.0), _SAME: at_least(0.6)}
    return [
        compared("transition", taken, ours=mine, floor=bare, sense=Sense.AT_LEAST, target=target)
        for mine in (_OURS, _WITH_KEY)
        for bare, target in targets.items()
    ]


def said_per_request(recording: Sequence[Sequence[Said]]) -> tuple[int, int]:
    """(statements, round trips) of the middle request."""
    statements = (sum(len(one.statements) for one in said) for said in recording)
    return median_low(statements), median_low(len(said) for said in recording)


def _move(reference: str, headers: Mapping[str, str]) -> Request:
    return Request(method="POST", path=f"/api/v1/cases/{reference}/transitions", headers=headers, body=_BODY)


def _bare(path: str) -> Request:
    return Request(method="POST", path=path, headers={"Content-Type": "application/json"}, body=_BODY)


def _sender(environment: Mapping[str, str], requests: Iterable[Request]) -> Contestant:
    port, every = int(environment["PORT"]), list(requests)

    def send(number: int) -> float:
        return seconds_each(port, every[number * _PER_ROUND : (number + 1) * _PER_ROUND])

    return send


def _record(environment: Mapping[str, str], requests: Sequence[Request], output: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench.record", str(output)],
        cwd=_ROOT,
        env={**os.environ, **environment},
        input=json.dumps([one.plain() for one in requests]),
        text=True,
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-4000:])
