"""Housekeeping in a whole town: what nobody claimed goes with its bytes, what anything names stays."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from documents.errors import StorageUnavailable
from runtime import worker
from runtime.boot import Runtime, boot
from runtime.clock import VirtualClock
from runtime.database_urls import DatabaseUrls
from runtime.housekeeping import Housekeeping
from runtime.loops import run_loops
from tests.town_hall import MONDAY, TownHall, a_town
from workflow.actor import visitor
from workflow.commands.accept_attachment import AcceptAttachment

LATER = timedelta(hours=25)


@pytest.fixture
def hall(fresh_database_urls: DatabaseUrls, tmp_path: Path) -> Iterator[TownHall]:
    with a_town(fresh_database_urls, tmp_path) as found:
        yield found


@pytest.fixture
def kept(hall: TownHall, fresh_database_urls: DatabaseUrls) -> Iterator[Runtime]:
    """The worker of that town, which has the keeper's address; its clock stands a day later."""
    settings = dataclasses.replace(hall.runtime.settings, database_keeper_url=fresh_database_urls.keeper)
    found = boot(settings, clock=VirtualClock(MONDAY + LATER), connections=2)
    yield found
    found.close()


def house(runtime: Runtime) -> Housekeeping:
    assert runtime.keeper is not None
    return Housekeeping(runtime, runtime.keeper)


def upload(hall: TownHall, data: bytes) -> str:
    sha256 = hall.runtime.toolbox.contents.put(1, data)
    command = AcceptAttachment(media_type="image/png", sha256=sha256, size=len(data))
    hall.runtime.application.execute(visitor(1), command)
    return sha256


def test_an_upload_nobody_claimed_goes_with_its_bytes(hall: TownHall, kept: Runtime) -> None:
    # given
    contents = hall.runtime.toolbox.contents
    old = upload(hall, b"old")
    hall.clock.advance(LATER)
    fresh = upload(hall, b"fresh")
    # when
    removed = house(kept).clean_all()
    # then
    assert removed == 1
    assert not contents.exists(1, old)
    assert contents.exists(1, fresh)
    assert house(kept).clean_all() == 0


def test_bytes_noted_again_meanwhile_stay(hall: TownHall, kept: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    # given: somebody uploads the same between the commit and the removal
    old = upload(hall, b"same")
    keeper = kept.keeper
    assert keeper is not None
    clean = type(keeper).clean

    def clean_and_upload(self: object, *given: object) -> object:
        forgotten = clean(self, *given)  # type: ignore[arg-type]
        hall.clock.advance(LATER)
        upload(hall, b"same")
        return forgotten

    monkeypatch.setattr(type(keeper), "clean", clean_and_upload)
    # when
    removed = house(kept).clean_all()
    # then
    assert removed == 0
    assert hall.runtime.toolbox.contents.exists(1, old)


def test_what_the_storage_would_not_remove_is_removed_in_the_next_round(
    hall: TownHall, kept: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    old = upload(hall, b"stubborn")
    keeping = house(kept)
    contents = type(kept.toolbox.contents)

    def fail(self: object, municipality: int, sha256: str) -> None:
        raise StorageUnavailable(data={"reason": "read-only"})

    with monkeypatch.context() as broken:
        broken.setattr(contents, "remove", fail)
        assert keeping.clean_all() == 0
    assert hall.runtime.toolbox.contents.exists(1, old)
    # then
    assert keeping.clean_all() == 1
    assert not hall.runtime.toolbox.contents.exists(1, old)


def test_a_worker_keeps_house_only_with_the_keepers_address(hall: TownHall, kept: Runtime) -> None:
    assert "housekeeping" in [one.name for one in worker._loops(kept)]
    assert "housekeeping" not in [one.name for one in worker._loops(hall.runtime)]


def test_the_workers_own_loop_removes_them(hall: TownHall, kept: Runtime) -> None:
    # given
    old = upload(hall, b"old")
    stop = threading.Event()
    loop = next(one for one in worker._loops(kept) if one.name == "housekeeping")

    def once() -> None:
        loop.run()
        stop.set()

    # when
    run_loops([dataclasses.replace(loop, run=once)], stop)
    # then
    assert not hall.runtime.toolbox.contents.exists(1, old)
