"""A worker as a process: it does jobs, lets go on SIGTERM, and what a killed one had in hand is done by the next."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from runtime.database_urls import libpq
from store.jobs import bring_back
from store.queries.machinery import jobs_by_status
from tests.journeys.stage import Stage, raise_curtain
from workflow.actor import visitor
from workflow.commands.open_case import OpenCase

OLENA = {"surname": "Зразкова", "given_name": "Олена", "phone": "+380501234567", "contact_by": "link"}
FILING = OpenCase(request_type="road_defect", form={"place": "вул. Лісова, 8"}, applicant=OLENA)
_SECONDS = 90.0


@pytest.fixture
def stage(fresh_database_urls: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    found = raise_curtain(fresh_database_urls, tmp_path_factory.mktemp("town"), "2026-11-23 08:05")
    yield found
    found.runtime.close()


def worker(stage: Stage) -> subprocess.Popen[bytes]:
    settings = stage.runtime.settings
    environ = {
        **os.environ,
        "DATABASE_URL": settings.database_url or "",
        "SPRAVA_DEMO": "1",
        "SPRAVA_DATA": str(settings.data),
        "SPRAVA_PUBLIC_URL": settings.public_url,
    }
    return subprocess.Popen([sys.executable, "-m", "runtime.cli", "worker"], env=environ, stderr=subprocess.DEVNULL)


def wait_for(condition: Any) -> None:
    until = time.monotonic() + _SECONDS
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.2)


def jobs(stage: Stage) -> dict[str, int]:
    with stage.runtime.database.reading(0) as look:
        return dict(jobs_by_status(look))


def test_a_worker_sends_what_waits_and_ends_when_asked(stage: Stage) -> None:
    # given
    stage.runtime.application.execute(visitor(1), FILING)
    assert jobs(stage) == {"todo": 1}
    # when
    process = worker(stage)
    sent = Path(stage.runtime.settings.data) / "messages.jsonl"
    try:
        wait_for(sent.exists)
        wait_for(lambda: jobs(stage) == {})
        process.send_signal(signal.SIGTERM)
        code = process.wait(_SECONDS)
    finally:
        process.kill()
        process.wait()
    # then
    assert code == 0
    assert len(sent.read_text(encoding="utf-8").splitlines()) == 1


def test_what_a_killed_worker_had_in_hand_waits_again(stage: Stage, fresh_database_urls: Any) -> None:
    # given: a job taken by a worker of which nothing has been heard for long
    stage.runtime.application.execute(visitor(1), FILING)
    with psycopg.connect(libpq(fresh_database_urls.owner), autocommit=True) as connection:
        connection.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour')")
        connection.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT max(id) FROM procrastinate_workers)"
        )
    assert jobs(stage) == {"doing": 1}
    # when
    brought = bring_back(stage.runtime.database)
    # then
    assert brought == 1
    assert jobs(stage) == {"todo": 1}
    stage.drain()
    assert len(stage.texts()) == 1


def test_a_job_of_a_living_worker_is_left_to_it(stage: Stage, fresh_database_urls: Any) -> None:
    stage.runtime.application.execute(visitor(1), FILING)
    with psycopg.connect(libpq(fresh_database_urls.owner), autocommit=True) as connection:
        connection.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
        connection.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT max(id) FROM procrastinate_workers)"
        )
    assert bring_back(stage.runtime.database) == 0
    assert jobs(stage) == {"doing": 1}
