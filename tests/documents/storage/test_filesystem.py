"""Papers on disk: content-addressed, whole or not there, never overwritten, checked on reading."""

import errno
import hashlib
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from documents.errors import NotStored, StorageDamaged, StorageUnavailable
from documents.storage.filesystem import FilesystemStore
from documents.storage.port import ContentStore

DATA = "Довідка".encode()
NAME = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> FilesystemStore:
    return FilesystemStore(tmp_path / "papers")


def file_of(tmp_path: Path) -> Path:
    return tmp_path / "papers" / "7" / NAME[:2] / NAME


def test_what_is_put_comes_back(store: ContentStore, tmp_path: Path) -> None:
    assert store.put(7, DATA) == NAME
    assert store.get(7, NAME) == DATA
    assert store.exists(7, NAME)
    assert file_of(tmp_path).is_file()


def test_a_municipality_sees_its_own_only(store: ContentStore) -> None:
    store.put(7, DATA)

    assert not store.exists(8, NAME)
    with pytest.raises(NotStored):
        store.get(8, NAME)


@pytest.mark.parametrize("name", ["", "..", "../../etc/passwd", NAME.upper(), NAME[:-1], NAME + "0", "/etc/passwd"])
def test_only_hashes_are_names(store: ContentStore, name: str) -> None:
    with pytest.raises(NotStored):
        store.get(7, name)


def test_damaged_bytes_are_found_on_reading_and_not_papered_over(store: ContentStore, tmp_path: Path) -> None:
    store.put(7, DATA)
    file_of(tmp_path).chmod(0o600)
    file_of(tmp_path).write_bytes(DATA[:-1] + b"x")

    with pytest.raises(StorageDamaged):
        store.get(7, NAME)
    with pytest.raises(StorageDamaged):
        store.put(7, DATA)
    assert [finding.code for finding in store.check()] == ["storage_damaged"]


def test_putting_twice_keeps_the_first_file(store: ContentStore, tmp_path: Path) -> None:
    store.put(7, DATA)
    before = file_of(tmp_path).stat()
    store.put(7, DATA)

    assert file_of(tmp_path).stat().st_ino == before.st_ino
    assert file_of(tmp_path).stat().st_mtime_ns == before.st_mtime_ns


def test_many_at_once_leave_one_whole_file(store: ContentStore, tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as threads:
        names = set(threads.map(lambda _: store.put(7, DATA), range(100)))

    assert names == {NAME}
    assert [path.name for path in file_of(tmp_path).parent.iterdir()] == [NAME]


def test_the_bytes_and_the_folder_reach_the_disk_before_the_answer(
    store: ContentStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    sync, link = os.fsync, os.link

    def watched_sync(handle: int) -> None:
        target = Path(f"/proc/self/fd/{handle}").resolve()
        steps.append("sync folder" if target.is_dir() else "sync file")
        sync(handle)

    def watched_link(source: str, target: Path) -> None:
        steps.append("link")
        link(source, target)

    monkeypatch.setattr(os, "fsync", watched_sync)
    monkeypatch.setattr(os, "link", watched_link)
    store.put(7, DATA)

    assert steps[-3:] == ["sync file", "link", "sync folder"]


def fails_with(number: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_failing_disk_is_told_and_leaves_nothing(
    store: ContentStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    store.put(7, b"first")
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", fails_with(number))
        with pytest.raises(StorageUnavailable) as caught:
            store.put(7, DATA)

    assert caught.value.code == "storage_unavailable"
    assert not store.exists(7, NAME)
    assert [path.name for path in (tmp_path / "papers").rglob(".incoming-*")] == []


def test_a_really_full_disk_is_told(tmp_path: Path) -> None:
    store = FilesystemStore(Path("/dev/full/papers"))

    with pytest.raises(StorageUnavailable):
        store.put(7, DATA)


def test_everything_stored_is_walked_in_order(store: ContentStore) -> None:
    names = sorted((municipality, store.put(municipality, b"%d" % n)) for municipality in (1, 2) for n in range(5))

    assert [(item.municipality, item.sha256) for item in store.walk()] == names
    assert {item.size for item in store.walk()} == {1}
    assert list(store.check()) == []


def test_foreign_files_are_found_and_not_walked(store: ContentStore, tmp_path: Path) -> None:
    store.put(7, DATA)
    (tmp_path / "papers" / "7" / "note.txt").write_text("x")

    assert [finding.where for finding in store.check()] == ["7/note.txt"]
    assert len(list(store.walk())) == 1


def test_a_removed_paper_is_gone_and_removing_again_is_no_error(store: ContentStore) -> None:
    store.put(7, DATA)
    store.remove(7, NAME)
    store.remove(7, NAME)

    assert not store.exists(7, NAME)


def test_stored_files_cannot_be_written_by_mistake(store: ContentStore, tmp_path: Path) -> None:
    store.put(7, DATA)

    assert file_of(tmp_path).stat().st_mode & 0o222 == 0
