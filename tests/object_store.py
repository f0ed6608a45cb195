"""An S3-compatible store on this machine for tests: SeaweedFS, as its wheel brings it. Ask for `bucket`."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from documents.errors import StorageUnavailable
from documents.storage.bucket import BucketStore
from documents.storage.bucket_address import BucketAddress

ACCESS, SECRET = "town-key", "secret-of-the-test-store"
HURRIED = timedelta(seconds=1)
_PROGRAM = Path(sys.executable).with_name("weed")
_START_SECONDS = 60.0
_numbers = count(1)


class ObjectStore:
    """One server."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        names = ("master.port", "volume.port", "filer.port", "s3.port")
        self._ports = dict(zip([*names, *(f"{one}.grpc" for one in names)], _free_ports(2 * len(names)), strict=True))
        folder.mkdir(parents=True, exist_ok=True)
        rights = {"name": "town", "credentials": [{"accessKey": ACCESS, "secretKey": SECRET}], "actions": ["Admin"]}
        (folder / "rights.json").write_text(json.dumps({"identities": [rights]}))
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def port(self) -> int:
        return self._ports["s3.port"]

    def bucket(self, name: str, *, secret: str = SECRET, port: int | None = None) -> BucketAddress:
        """`port`: of a wire that leads here."""
        endpoint = f"http://127.0.0.1:{port or self.port}"
        return BucketAddress(endpoint=endpoint, bucket=name, region="us-east-1", access_key=ACCESS, secret_key=secret)

    def environment(self, bucket: BucketAddress, *, port: int | None = None) -> dict[str, str]:
        """What a town is told, to keep its documents there."""
        return {
            "BUCKET_URL": f"http://127.0.0.1:{port or self.port}/{bucket.bucket}",
            "BUCKET_ACCESS_KEY": ACCESS,
            "BUCKET_SECRET_KEY": SECRET,
        }

    def start(self) -> None:
        data = self._folder / "data"
        data.mkdir(exist_ok=True)
        options = ["-ip=127.0.0.1", "-ip.bind=127.0.0.1", f"-dir={data}", "-filer", "-s3", "-volume.max=0"]
        options += [f"-s3.config={self._folder / 'rights.json'}", "-master.volumeSizeLimitMB=64"]
        options += [f"-{name}={port}" for name, port in self._ports.items()]
        options += ["-s3.port.iceberg=0", "-s3.port.lance=0"]  # else at addresses that another server may have
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen([_PROGRAM, "server", *options], stdout=log, stderr=log, cwd=self._folder)
        end = time.monotonic() + _START_SECONDS
        while not self._answers():
            assert time.monotonic() < end, (self._folder / "log").read_text()[-2000:]
            assert self._process.poll() is None, (self._folder / "log").read_text()[-2000:]
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            BucketStore(self.bucket("probe"), patience=HURRIED).put(0, b"ready?")
        except StorageUnavailable:
            return False
        return True

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()


@contextmanager
def an_object_store(folder: Path) -> Iterator[ObjectStore]:
    made = ObjectStore(folder)
    try:
        made.start()
        yield made
    finally:
        made.stop()


@pytest.fixture(scope="session")
def object_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectStore]:
    """One for all tests of a process."""
    with an_object_store(tmp_path_factory.mktemp("objects")) as made:
        yield made


@pytest.fixture
def bucket(object_store: ObjectStore) -> BucketAddress:
    """A bucket of this test's own, empty."""
    made = object_store.bucket(f"papers-{next(_numbers)}")
    store = BucketStore(made)
    store.remove(0, store.put(0, b"the first write makes it"))
    return made


def _free_ports(many: int) -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(many)]
    try:
        return [one.getsockname()[1] for one in held]
    finally:
        for one in held:
            one.close()
