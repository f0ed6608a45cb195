"""A child that crashes is started again, with pauses that grow; it never leaves descendants behind."""

from __future__ import annotations

import itertools
import os
import sys
import time
from pathlib import Path

from runtime.child import Child
from tests.runtime.test_supervisor import is_alive, wait_until


def child(code: str, *arguments: str) -> Child:
    return Child("test", [sys.executable, "-c", code, *arguments], dict(os.environ))


def test_pauses_between_crashes_grow() -> None:
    crashing = child("raise SystemExit(3)")
    crashing.start()
    crashes: list[float] = []
    until = time.monotonic() + 20

    while len(crashes) < 4 and time.monotonic() < until:
        if crashing.tend() == 3:
            crashes.append(time.monotonic())
        time.sleep(0.01)

    pauses = [after - before for before, after in itertools.pairwise(crashes)]
    assert pauses == sorted(pauses)
    assert pauses[-1] > 3 * pauses[0] / 2


def test_a_child_deaf_to_sigterm_is_killed_with_its_own_children(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    deaf = child(
        "import os, signal, subprocess, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "below = subprocess.Popen(['sleep', '600'])\n"
        "open(sys.argv[1] + '.new', 'w').write(f'{os.getpid()} {below.pid}')\n"
        "os.rename(sys.argv[1] + '.new', sys.argv[1])\n"
        "time.sleep(600)\n",
        str(pids),
    )
    deaf.start()
    wait_until(pids.exists, lambda: "no start")

    deaf.ask_to_stop()

    assert not deaf.wait_stopped(0.3)
    for pid in map(int, pids.read_text().split()):
        wait_until(lambda pid=pid: not is_alive(pid), lambda: "alive")  # type: ignore[misc]


def test_a_stopped_child_is_not_started_again() -> None:
    obedient = child("import time; time.sleep(600)")
    obedient.start()

    obedient.ask_to_stop()

    assert obedient.wait_stopped(10)
    assert obedient.tend() is None
    assert obedient.pid is None
