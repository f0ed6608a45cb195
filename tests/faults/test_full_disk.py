"""A full disk: whoever uploads is told to come back, nothing half-written stays, and with room again all goes on."""

from __future__ import annotations

import io
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from flask.testing import FlaskClient
from PIL import Image
from psycopg import errors
from werkzeug.test import TestResponse

from documents.errors import StorageUnavailable
from documents.storage.filesystem import FilesystemStore
from runtime.database_urls import DatabaseUrls
from store.errors import StoreUnavailable
from store.refusals import meaning
from tests.town_hall import TownHall, a_town


def _mount(folder: Path, size: str, *more: str) -> bool:
    folder.mkdir(parents=True, exist_ok=True)
    options = ",".join((f"size={size}", *more))
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A data folder whose `documents` is a disk of 96 KB."""
    if not _mount(tmp_path / "documents", "96k"):
        pytest.skip("only root may mount a small disk")
    yield tmp_path
    subprocess.run(["umount", str(tmp_path / "documents")], check=True)


@pytest.fixture
def hall(fresh_database_urls: DatabaseUrls, disk: Path) -> Iterator[TownHall]:
    with a_town(fresh_database_urls, disk) as made:
        yield made


def _photo(side: int) -> bytes:
    """Noise, which no format makes small."""
    picture = io.BytesIO()
    noise = random.Random(side).randbytes(side * side * 3)
    Image.frombytes("RGB", (side, side), noise).save(picture, "JPEG", quality=90)
    return picture.getvalue()


def _upload(visitor: FlaskClient, side: int) -> TestResponse:
    file = (io.BytesIO(_photo(side)), "photo.jpg")
    return visitor.post("/api/v1/attachments", data={"file": file}, content_type="multipart/form-data")


def _files(disk: Path) -> list[Path]:
    return [path for path in (disk / "documents").rglob("*") if path.is_file()]


def test_a_store_that_is_full_keeps_what_it_had_and_nothing_of_what_it_could_not_take(disk: Path) -> None:
    # given
    store = FilesystemStore(disk / "documents")
    kept = store.put(1, b"small")
    # when
    with pytest.raises(StorageUnavailable):
        store.put(1, random.Random(1).randbytes(200_000))
    # then
    assert store.get(1, kept) == b"small"
    assert [path.name for path in _files(disk)] == [kept]
    assert list(store.check()) == []


def test_an_upload_onto_a_full_disk_is_told_to_come_back_and_then_succeeds(hall: TownHall, disk: Path) -> None:
    # when
    answer = _upload(hall.visitor(), 600)
    # then
    assert (answer.status_code, answer.get_json()["code"]) == (503, "storage_unavailable")
    assert int(answer.headers["Retry-After"]) > 0
    assert _files(disk) == []
    with hall.runtime.database.reading(1) as look:
        assert look.connection.exec_driver_sql("SELECT count(*) FROM attachments").scalar() == 0
    # and: what needs no disk goes on, and monitoring sees what is wrong
    assert hall.visitor().get("/api/v1/request-types").status_code == 200
    # when there is room again
    assert _mount(disk / "documents", "8m", "remount")
    # then
    assert _upload(hall.visitor(), 600).status_code == 201


def test_readiness_names_a_storage_that_takes_nothing(hall: TownHall, disk: Path) -> None:
    (disk / "documents" / "ballast").write_bytes(bytes(90_000))
    with pytest.raises(OSError, match="No space"):
        (disk / "documents" / "more").write_bytes(bytes(90_000))
    answer = hall.visitor().get("/readyz")
    assert answer.status_code == 503
    assert answer.get_json()["checks"]["storage"] == "down"


@pytest.mark.parametrize("error", [errors.DiskFull, errors.OutOfMemory, errors.AdminShutdown, errors.CannotConnectNow])
def test_a_database_without_room_or_going_down_is_a_dependency_that_is_down(error: type[psycopg.Error]) -> None:
    assert isinstance(meaning(error("")), StoreUnavailable)
