"""The load: a process of its own that sends given requests over kept connections, each as fast as the answers come.

As a program it reads the plan from standard input and writes what came of it. Loopback only; every wait is bounded.
"""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from bench.request import Request

CONNECTIONS = 8
_MOST = 20_000
_SECONDS = 120.0
_ONE_SECONDS = 30.0
_ROOT = Path(__file__).resolve().parent.parent


def seconds_each(port: int, requests: Sequence[Request]) -> float:
    """Wall seconds per request with all connections busy. Raises RuntimeError if one was not answered with 2xx."""
    if len(requests) > _MOST:
        raise ValueError(f"more than {_MOST} requests")
    plan = {
        "port": port,
        "lanes": [[one.plain() for one in requests[lane::CONNECTIONS]] for lane in range(CONNECTIONS)],
    }
    done = subprocess.run(
        [sys.executable, "-m", "bench.load"],
        cwd=_ROOT,
        input=json.dumps(plan),
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=True,
    )
    told = json.loads(done.stdout)
    if told["failures"] or told["answers"] != len(requests):
        raise RuntimeError(f"{told['answers']} answers, failures: {told['failures']}")
    return float(told["seconds"]) / len(requests)


class _Lane(threading.Thread):
    def __init__(self, port: int, requests: list[dict[str, object]], start: threading.Barrier) -> None:
        super().__init__(daemon=True)
        self.answers = 0
        self.failures: list[str] = []
        self._port = port
        self._requests = requests
        self._start_together = start

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_ONE_SECONDS)
        connection.connect()
        self._start_together.wait()
        for one in self._requests:
            try:
                told = self._answered(connection, one)
            except (OSError, http.client.HTTPException) as error:
                told = f"{error!r} {one['path']}"
            if told is not None:
                self.failures.append(told)
                return
            self.answers += 1

    def _answered(self, connection: http.client.HTTPConnection, one: dict[str, object]) -> str | None:
        """What was wrong with the answer; None when nothing."""
        body = one["body"]
        connection.request(
            str(one["method"]),
            str(one["path"]),
            body.encode() if isinstance(body, str) else None,
            one["headers"],  # type: ignore[arg-type]  # a mapping of texts, from JSON
        )
        answer = connection.getresponse()
        content = answer.read()
        return None if 200 <= answer.status < 300 else f"{answer.status} {one['path']} {content[:300]!r}"


def main() -> None:
    """Carries out one plan."""
    plan = json.load(sys.stdin)
    start = threading.Barrier(len(plan["lanes"]) + 1)
    lanes = [_Lane(plan["port"], requests, start) for requests in plan["lanes"]]
    for lane in lanes:
        lane.start()
    start.wait()
    began = time.perf_counter()
    for lane in lanes:
        lane.join()
    told = {
        "seconds": time.perf_counter() - began,
        "answers": sum(lane.answers for lane in lanes),
        "failures": [failure for lane in lanes for failure in lane.failures][:3],
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
