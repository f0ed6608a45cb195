"""A database killed in the middle of requests: 503 with Retry-After meanwhile, and afterwards nothing lost or doubled."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from runtime import migrate
from runtime.database_urls import libpq
from runtime.embedded_database import EmbeddedDatabase
from runtime.server_processes import holders
from tests.faults.running_town import Reply, RunningTown, running_town, wait_until
from tests.faults.sound import broken_invariants, wait_until_settled

THREADS, PER_KILL = 6, 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Mortal:
    """A town with a database of its own, as durable as in real life."""

    town: RunningTown
    database: EmbeddedDatabase
    cluster: Path

    def kill(self) -> None:
        """SIGKILL to the server and all that works for it."""
        for pid in holders(self.cluster):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[Mortal]:
    # Not under pytest's own folder: another pytest that starts closes that one again for the server's account.
    with tempfile.TemporaryDirectory(prefix="sprava-test-") as folder:
        database = EmbeddedDatabase(Path(folder))
        urls = database.start()
        try:
            migrate.upgrade(urls.owner)
            with running_town(urls, tmp_path / "var") as town:
                yield Mortal(town=town, database=database, cluster=Path(folder) / "postgres")
        finally:
            database.stop()


def test_a_killed_database_loses_nothing_and_is_told_as_503(mortal: Mortal, kills: int) -> None:
    # given
    town, told = mortal.town, dict[str, str]()
    town.serve()
    worker = town.start("worker")
    # when
    unserved = 0
    for _ in range(kills):
        keys = [str(uuid4()) for _ in range(PER_KILL)]
        with ThreadPoolExecutor(THREADS) as pool:
            answers: list[Future[Reply]] = [pool.submit(town.file, key) for key in keys]
            while sum(one.done() for one in answers) < 5:
                time.sleep(0.005)
            mortal.kill()
        meanwhile = town.ask("GET", "/api/v1/request-types")
        for answer in (meanwhile, *(one.result() for one in answers)):
            assert answer.status in (201, 503), answer
            assert answer.status == 201 or int(answer.headers["retry-after"]) > 0
            unserved += answer.status == 503
        assert meanwhile.status == 503
        assert town.ask("GET", "/healthz").status == 200
        assert town.ask("GET", "/readyz").body["checks"]["database"] == "down"
        told |= {key: one.result().body.get("reference", "") for key, one in zip(keys, answers, strict=True)}
        mortal.database.start()
        wait_until(lambda: town.ask("GET", "/api/v1/request-types").status == 200, town.said)
    assert unserved > kills, "no kill has struck a request: this run has shown nothing"
    # then
    for key, reference in told.items():
        again = town.file(key)
        assert again.status == 201, again
        assert reference in ("", again.body["reference"])
        told[key] = again.body["reference"]
    # and the worker goes on, or a new one takes its place as `sprava run` sees to it
    if worker.poll() is not None:
        town.start("worker")
        _silence(town)
    wait_until_settled(town)
    assert broken_invariants(town, list(told.values()), repeats=2 * kills) == []


def _silence(town: RunningTown) -> None:
    """Half a minute of silence passes for the workers that are dead."""
    with psycopg.connect(libpq(town.urls.admin), autocommit=True) as connection:
        connection.execute("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 minute'")
