"""`sprava run` brings everything up, keeps it up, gives no child more power than needed, and leaves nothing behind."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from runtime.server_processes import holders

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_SECONDS = 60.0


class Running:
    """A supervisor in a process of its own."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = free_port()
        self.output = data.parent / "output"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environ = {name: value for name, value in os.environ.items() if not name.startswith(("SPRAVA_", "DATABASE_"))}
        environ |= {
            "SPRAVA_DATA": str(self.data),
            "PORT": str(self.port),
            "SPRAVA_DEMO": "1",
            "SPRAVA_WEB_PROCESSES": "1",
        }
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.runtime.stand_in", "run"],
                cwd=ROOT,
                env=environ,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )

    def said(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def get(self, path: str = "/") -> dict[str, object]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            content: dict[str, object] = json.load(answer)
        return content

    def answers(self) -> bool:
        try:
            self.get()
        except OSError:
            return False
        return True

    def wait_up(self) -> None:
        process = self.process
        assert process is not None
        wait_until(lambda: "Stop with Ctrl-C" in self.said() or process.poll() is not None, self.said)
        assert process.poll() is None, self.said()

    def worker_starts(self) -> list[int]:
        path = self.data / "worker-starts"
        return [int(line) for line in path.read_text().split()] if path.exists() else []

    def end(self, number: signal.Signals) -> int:
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(PATIENCE_SECONDS)

    def everything_gone(self) -> bool:
        return (
            not holders(self.data / "postgres") and not any(map(is_alive, self.worker_starts())) and not self.answers()
        )


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    town = Running(tmp_path / "var")
    yield town
    if town.process is not None and town.process.poll() is None:
        town.process.kill()
        town.process.wait()
    wait_until(town.everything_gone, town.said)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def is_alive(pid: int) -> bool:
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until(true: Callable[[], bool], explain: Callable[[], str]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < until, explain()
        time.sleep(0.05)


def test_everything_comes_up_says_where_and_stops_in_order(running: Running) -> None:
    running.start()
    # whoever waits for the file of sign-ins can ask at once
    wait_until((running.data / "demo.json").exists, running.said)
    assert running.answers()
    running.wait_up()

    said = running.said()
    assert f"http://127.0.0.1:{running.port}/signin" in said
    assert "zrazkova" in said
    assert "482913" in said
    assert running.get()["addresses"] == ["DATABASE_KEEPER_URL", "DATABASE_URL"], "no owner, no backup for the web"
    assert running.end(signal.SIGTERM) == 0
    assert running.said().rstrip().endswith("Stopped.")
    assert running.everything_gone()


def test_an_answer_under_way_is_finished_before_the_end(running: Running) -> None:
    running.start()
    running.wait_up()

    slow = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"import urllib.request as u; print(u.urlopen('http://127.0.0.1:{running.port}/slow').status)",
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    time.sleep(0.5)
    running.end(signal.SIGINT)

    assert slow.communicate()[0] == "200\n"


def test_killed_children_and_a_killed_database_come_back(running: Running) -> None:
    running.start()
    running.wait_up()
    worker, web = running.worker_starts()[0], running.get()["pid"]
    servers = holders(running.data / "postgres")
    assert isinstance(web, int)

    for pid in (worker, web, *servers):
        with contextlib.suppress(ProcessLookupError):  # the server's own helpers come and go
            os.kill(pid, signal.SIGKILL)

    wait_until(lambda: len(running.worker_starts()) == 2, running.said)
    wait_until(lambda: running.answers() and running.get()["pid"] != web, running.said)
    wait_until(lambda: bool(holders(running.data / "postgres") - servers), running.said)


def test_sigkill_of_the_supervisor_leaves_nothing_and_the_next_run_works(running: Running) -> None:
    running.start()
    running.wait_up()

    running.end(signal.SIGKILL)
    wait_until(running.everything_gone, running.said)

    running.start()
    running.wait_up()


def test_a_taken_port_is_told_before_anything_is_started(running: Running) -> None:
    with socket.create_server(("127.0.0.1", running.port)):
        running.start()
        assert running.process is not None
        code = running.process.wait(PATIENCE_SECONDS)

    assert code != 0
    assert "port_taken" in running.said()
    assert not running.data.exists()


def test_a_demo_that_cannot_be_loaded_ends_the_run_and_everything_it_started(running: Running) -> None:
    running.data.mkdir(parents=True)
    (running.data / "spoil-demo").touch()

    running.start()
    assert running.process is not None
    code = running.process.wait(PATIENCE_SECONDS)

    assert code != 0
    assert "demo_failed" in running.said()
    assert running.everything_gone()
