"""Papers in an S3-compatible store: what files promise holds there too, and a store that is away has lost nothing."""

import hashlib
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import obstore
import pytest
from obstore.store import S3Store

from documents.errors import NotStored, StorageDamaged, StorageUnavailable
from documents.storage.bucket import BucketStore
from documents.storage.bucket_address import BucketAddress
from documents.storage.filesystem import FilesystemStore
from documents.storage.mirrored import MirroredStore
from documents.storage.moving import Moved, move
from tests.forwarder import a_forwarder
from tests.object_store import HURRIED, ObjectStore

DATA = "Довідка".encode()
NAME = hashlib.sha256(DATA).hexdigest()
WHERE = f"7/{NAME[:2]}/{NAME}"


@pytest.fixture
def store(bucket: BucketAddress) -> BucketStore:
    return BucketStore(bucket, patience=HURRIED)


def intruder(bucket: BucketAddress) -> S3Store:
    """Somebody with the keys who writes past us."""
    return S3Store(
        bucket.bucket,
        endpoint=bucket.endpoint,
        access_key_id=bucket.access_key,
        secret_access_key=bucket.secret_key,
        client_options={"allow_http": True},
    )


def test_what_is_put_comes_back_to_its_municipality_only(store: BucketStore) -> None:
    assert store.put(7, DATA) == NAME
    assert store.get(7, NAME) == DATA
    assert (store.exists(7, NAME), store.exists(8, NAME)) == (True, False)
    with pytest.raises(NotStored):
        store.get(8, NAME)


@pytest.mark.parametrize("name", ["", "..", "../../rights.json", NAME.upper(), NAME[:-1], NAME + "0"])
def test_only_hashes_are_names(store: BucketStore, name: str) -> None:
    with pytest.raises(NotStored):
        store.get(7, name)


def test_what_lies_there_is_never_written_over(store: BucketStore, bucket: BucketAddress) -> None:
    # given
    obstore.put(intruder(bucket), WHERE, b"other bytes")
    # when
    with pytest.raises(StorageDamaged):
        store.put(7, DATA)
    # then
    assert bytes(obstore.get(intruder(bucket), WHERE).bytes()) == b"other bytes"
    with pytest.raises(StorageDamaged):
        store.get(7, NAME)


def test_many_at_once_leave_one_whole_object(store: BucketStore, bucket: BucketAddress) -> None:
    with ThreadPoolExecutor(16) as threads:
        names = set(threads.map(lambda _: store.put(7, DATA), range(20)))
    before = obstore.head(intruder(bucket), WHERE)["last_modified"]
    store.put(7, DATA)

    assert names == {NAME}
    assert [item.sha256 for item in store.walk()] == [NAME]
    assert obstore.head(intruder(bucket), WHERE)["last_modified"] == before


def test_a_paper_of_ten_megabytes_is_one_write(store: BucketStore) -> None:
    big = bytes(range(256)) * 40_000
    assert store.get(1, store.put(1, big)) == big
    assert [item.size for item in store.walk()] == [len(big)]


def test_the_walk_is_in_order_and_the_check_finds_what_is_damaged_or_foreign(
    store: BucketStore, bucket: BucketAddress
) -> None:
    # given
    names = sorted((town, store.put(town, b"%d" % n)) for town in (1, 2) for n in range(5))
    obstore.put(intruder(bucket), WHERE, b"other bytes")
    obstore.put(intruder(bucket), "1/note.txt", b"x")
    # then
    assert [(item.municipality, item.sha256) for item in store.walk()] == [*names, (7, NAME)]
    assert sorted((one.code, one.where) for one in store.check()) == [
        ("foreign_file", "1/note.txt"),
        ("storage_damaged", WHERE),
    ]


def test_a_removed_paper_is_gone_and_removing_again_is_no_error(store: BucketStore) -> None:
    store.put(7, DATA)
    store.remove(7, NAME)
    store.remove(7, NAME)
    assert not store.exists(7, NAME)


def test_wrong_keys_and_a_missing_bucket_are_outages_and_not_missing_papers(
    object_store: ObjectStore, bucket: BucketAddress
) -> None:
    BucketStore(bucket, patience=HURRIED).put(7, DATA)
    refused = BucketStore(object_store.bucket(bucket.bucket, secret="wrong"), patience=HURRIED)
    nowhere = BucketStore(object_store.bucket("nobody-made-this"), patience=HURRIED)

    for store, reason in ((refused, "not_permitted"), (nowhere, "no_such_bucket")):
        with pytest.raises(StorageUnavailable) as away:
            store.get(7, NAME)
        assert away.value.data == {"reason": reason}
        with pytest.raises(StorageUnavailable):
            store.exists(7, NAME)
        with pytest.raises(StorageUnavailable):
            list(store.walk())


def test_a_store_that_was_away_for_a_moment_has_lost_nothing(object_store: ObjectStore, bucket: BucketAddress) -> None:
    with a_forwarder(object_store.port) as wire:
        # given
        store = BucketStore(object_store.bucket(bucket.bucket, port=wire.port), patience=HURRIED)
        store.put(7, DATA)
        # when
        wire.cut()
        for call in (
            lambda: store.put(7, b"later"),
            lambda: store.get(7, NAME),
            lambda: store.remove(7, NAME),
            lambda: list(store.check()),
        ):
            with pytest.raises(StorageUnavailable) as away:
                call()
            assert away.value.code == "storage_unavailable"
            # Neither the key nor the host goes on into logs and answers.
            assert away.value.data == {"reason": "no_answer"}
        # then
        wire.mend()
        assert store.get(7, NAME) == DATA
        assert store.get(7, store.put(7, b"later")) == b"later"


def test_a_store_that_hangs_is_given_up_in_time(object_store: ObjectStore, bucket: BucketAddress) -> None:
    with a_forwarder(object_store.port) as wire:
        wire.silent = True
        store = BucketStore(
            object_store.bucket(bucket.bucket, port=wire.port), patience=HURRIED, answer=timedelta(seconds=0.5)
        )
        began = time.monotonic()
        with pytest.raises(StorageUnavailable):
            store.get(7, NAME)
        assert time.monotonic() - began < 5


def test_a_whole_store_moves_there_and_back_and_is_read_back_before_anything_is_taken_away(
    store: BucketStore, tmp_path: Path
) -> None:
    # given
    files = FilesystemStore(tmp_path / "files")
    names = [(town, files.put(town, b"%d" % n)) for town in (1, 2) for n in range(5)]
    # when
    first = move(files, store, remove=False)
    again = move(files, store, remove=True)
    # then
    assert first == Moved(copied=10, present=0, removed=0, damaged=())
    assert again == Moved(copied=0, present=10, removed=10, damaged=())
    assert (list(files.walk()), len(list(store.walk()))) == ([], 10)
    # when
    back = move(store, files, remove=False)
    # then
    assert (back.copied, [(one.municipality, one.sha256) for one in files.walk()]) == (10, sorted(names))


def test_what_is_damaged_on_the_way_stays_where_it_was(
    store: BucketStore, bucket: BucketAddress, tmp_path: Path
) -> None:
    # given: one file damaged here, and other bytes under a name there
    files = FilesystemStore(tmp_path / "files")
    damaged = files.put(1, b"to be damaged")
    path = tmp_path / "files" / "1" / damaged[:2] / damaged
    path.chmod(0o600)
    path.write_bytes(b"damaged")
    files.put(7, DATA)
    obstore.put(intruder(bucket), WHERE, b"other bytes")
    # when
    moved = move(files, store, remove=True)
    # then
    assert [one.code for one in moved.damaged] == ["storage_damaged", "storage_damaged"]
    assert (moved.copied, moved.removed, len(list(files.walk()))) == (0, 0, 2)


def test_the_archive_folder_gets_its_copy_beside_a_bucket_too(store: BucketStore, tmp_path: Path) -> None:
    archive = FilesystemStore(tmp_path / "archive")
    town = MirroredStore(main=store, copy=archive)
    town.put(7, DATA)
    store.put(7, b"came while the archive was away")
    assert town.copy_missing() == 1
    assert archive.get(7, NAME) == DATA
    town.remove(7, NAME)
    assert not archive.exists(7, NAME)
