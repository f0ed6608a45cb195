"""A founded town served by real processes that a test may kill: web server and worker, over a given database.

Talks to it as a citizen's browser does. Time is the real one; nothing here knows what should hold afterwards.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from runtime.boot import Runtime, boot
from runtime.database_urls import DatabaseUrls
from runtime.demo.credentials import Credentials, fresh_credentials
from runtime.demo.founding import found_town
from runtime.settings import load
from tests.founded import founded

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_SECONDS = 90.0
POTHOLE: dict[str, Any] = {
    "request_type": "road_defect",
    "form": {"place": {"street": "вул. Лісова", "house": "8", "lat": 51.35, "lon": 25.85}},
    "applicant": {"surname": "Зразкова", "given_name": "Олена", "phone": "+380501234567", "contact_by": "link"},
    "channel": "page",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came back, header names in small letters; `status` 0: the connection broke, nobody knows whether anything happened."""

    status: int
    body: dict[str, Any]
    headers: Mapping[str, str]


BROKEN = Reply(status=0, body={}, headers={})


@dataclass
class RunningTown:
    """`runtime` is a process of Sprava of our own beside the served one, for looking and for founding."""

    urls: DatabaseUrls
    data: Path
    port: int
    runtime: Runtime
    credentials: Mapping[str, Credentials]
    children: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, command: str, *, wrapped: tuple[str, ...] = ()) -> subprocess.Popen[bytes]:
        """`sprava web` or `sprava worker`, in a process group of its own, with its output in a file."""
        environ = {name: value for name, value in os.environ.items() if not name.startswith(("SPRAVA_", "DATABASE_"))}
        environ |= _environment(self.urls, self.data, self.port)
        with (self.data / f"{command}.log").open("ab") as log:
            child = subprocess.Popen(
                [*wrapped, sys.executable, "-m", "runtime.cli", command],
                cwd=ROOT,
                env=environ,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.children.append(child)
        return child

    def serve(self) -> subprocess.Popen[bytes]:
        """Starts the web server and waits until it answers."""
        child = self.start("web")
        wait_until(lambda: self.ask("GET", "/healthz").status == 200, self.said)
        return child

    def kill(self, child: subprocess.Popen[bytes]) -> None:
        """SIGKILL to the whole group: nobody gets to say goodbye."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        self.children.remove(child)

    def ask(
        self, method: str, path: str, body: object = None, headers: Mapping[str, str] | None = None, wait: float = 60.0
    ) -> Reply:
        """One request on a connection of its own; BROKEN when there was no whole answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=wait)
        sent = {"Content-Type": "application/json", **(headers or {})}
        try:
            connection.request(method, path, None if body is None else json.dumps(body).encode(), sent)
            answer = connection.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException):
            return BROKEN
        finally:
            connection.close()
        is_json = "json" in (answer.getheader("Content-Type") or "")
        return Reply(
            status=answer.status,
            body=json.loads(content) if is_json else {},
            headers={name.lower(): value for name, value in answer.headers.items()},
        )

    def file(self, key: str, body: Mapping[str, Any] | None = None) -> Reply:
        """Files a case under an idempotency key."""
        return self.ask("POST", "/api/v1/cases", body or POTHOLE, {"Idempotency-Key": key})

    def messages(self) -> list[dict[str, Any]]:
        """Whatever was handed to the providers."""
        path = self.data / "messages.jsonl"
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []

    def said(self) -> str:
        """The end of every child's output, for a failing test."""
        return "\n".join(path.read_text(errors="replace")[-3000:] for path in sorted(self.data.glob("*.log")))

    def close(self) -> None:
        """Kills what is left."""
        for child in list(self.children):
            self.kill(child)
        self.runtime.close()


@contextlib.contextmanager
def running_town(urls: DatabaseUrls, data: Path) -> Iterator[RunningTown]:
    """A founded town over an empty migrated database; nothing is served yet."""
    data.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    settings = load(_environment(urls, data, port))

    def found() -> tuple[Credentials, ...]:
        made = fresh_credentials()
        with contextlib.closing(boot(settings)) as founding:
            found_town(founding, made)
        return tuple(made)

    credentials = founded("running", urls, data, found)
    runtime = boot(settings)
    town = RunningTown(
        urls=urls,
        data=data,
        port=port,
        runtime=runtime,
        credentials={one.person.username: one for one in credentials},
    )
    try:
        yield town
    finally:
        town.close()


def wait_until(true: Callable[[], bool], explain: Callable[[], str], seconds: float = PATIENCE_SECONDS) -> None:
    """Fails with what `explain` says when it takes longer."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, explain()
        time.sleep(0.05)


def _environment(urls: DatabaseUrls, data: Path, port: int) -> dict[str, str]:
    return {
        "DATABASE_URL": urls.app,
        "SPRAVA_DATA": str(data),
        "SPRAVA_DEMO": "1",
        "SPRAVA_WEB_PROCESSES": "1",
        "SPRAVA_LOG_LEVEL": "INFO",
        "PORT": str(port),
    }


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port
