"""A town whose documents lie in a bucket: while that is away people are told to come back, and nothing is lost."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from werkzeug.test import TestResponse

from documents.storage.bucket_address import BucketAddress
from runtime.database_urls import DatabaseUrls
from tests.forwarder import Forwarder, a_forwarder
from tests.object_store import ObjectStore
from tests.town_hall import TownHall, a_town


@pytest.fixture
def wire(object_store: ObjectStore) -> Iterator[Forwarder]:
    with a_forwarder(object_store.port) as made:
        yield made


@pytest.fixture
def hall(
    database_urls: DatabaseUrls, tmp_path: Path, object_store: ObjectStore, bucket: BucketAddress, wire: Forwarder
) -> Iterator[TownHall]:
    with a_town(database_urls, tmp_path, **object_store.environment(bucket, port=wire.port)) as made:
        yield made


def _upload(hall: TownHall) -> TestResponse:
    picture = io.BytesIO()
    Image.new("RGB", (40, 40), "teal").save(picture, "JPEG")
    file = (io.BytesIO(picture.getvalue()), "photo.jpg")
    return hall.visitor().post("/api/v1/attachments", data={"file": file}, content_type="multipart/form-data")


def test_an_upload_waits_for_a_bucket_that_is_away_and_monitoring_names_it(
    hall: TownHall, wire: Forwarder, tmp_path: Path
) -> None:
    # given
    assert _upload(hall).status_code == 201
    assert not (tmp_path / "documents").exists()
    # when
    wire.cut()
    refused, ready = _upload(hall), hall.visitor().get("/readyz")
    # then
    assert (refused.status_code, refused.get_json()["code"]) == (503, "storage_unavailable")
    assert int(refused.headers["Retry-After"]) > 0
    assert ready.get_json()["checks"]["storage"] == "down"
    assert hall.visitor().get("/api/v1/request-types").status_code == 200
    with hall.runtime.database.reading(1) as look:
        assert look.connection.exec_driver_sql("SELECT count(*) FROM attachments").scalar() == 1
    # when
    wire.mend()
    # then
    assert _upload(hall).status_code == 201
    assert hall.visitor().get("/readyz").get_json()["checks"]["storage"] == "ok"
