"""A backup taken under load is restored whole on another machine; a damaged one is refused."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from documents.storage.address import address
from documents.storage.bucket import BucketStore
from documents.storage.bucket_address import BucketAddress
from documents.storage.filesystem import FilesystemStore
from runtime import migrate
from runtime.backup import BackupError, BackupFault, take_backup
from runtime.database import with_urls
from runtime.database_urls import DatabaseUrls, libpq
from runtime.embedded_database import EmbeddedDatabase
from runtime.restore import fill_bucket, restore_backup
from runtime.settings import Settings, load

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Settings, DatabaseUrls]]:
    data = tmp_path_factory.mktemp("town") / "var"
    with EmbeddedDatabase(data) as urls:
        migrate.upgrade(urls.owner)
        with psycopg.connect(libpq(urls.owner)) as connection:
            connection.execute("CREATE TABLE counted (n bigint PRIMARY KEY)")
            connection.execute("INSERT INTO counted VALUES (0)")
        (data / "documents" / "1").mkdir(parents=True)
        (data / "documents" / "1" / "abc").write_bytes(b"%PDF-1.7")
        (data / "secret_key").write_text("k" * 64)
        yield with_urls(load({"SPRAVA_DATA": str(data)}), urls), urls


@pytest.fixture
def backup(town: tuple[Settings, DatabaseUrls], tmp_path: Path) -> Path:
    take_backup(town[0], tmp_path / "backup", NOW)
    return tmp_path / "backup"


def counted(urls: DatabaseUrls) -> list[int]:
    with psycopg.connect(libpq(urls.owner)) as connection:
        return [row[0] for row in connection.execute("SELECT n FROM counted ORDER BY n")]


def test_a_backup_taken_while_people_work_is_one_moment_of_it(
    town: tuple[Settings, DatabaseUrls], tmp_path: Path
) -> None:
    # given: somebody writing all the time
    settings, urls = town
    stop = threading.Event()

    def write() -> None:
        with psycopg.connect(libpq(urls.owner), autocommit=True) as connection:
            while not stop.is_set():
                connection.execute("INSERT INTO counted SELECT max(n) + 1 FROM counted")

    writer = threading.Thread(target=write)
    writer.start()
    before = counted(urls)

    # when: a backup is taken and restored elsewhere
    take_backup(settings, tmp_path / "backup", NOW)
    stop.set()
    writer.join()
    manifest = restore_backup(tmp_path / "backup", tmp_path / "elsewhere")

    # then: everything committed before it is there, without gaps, and nothing from the future
    with EmbeddedDatabase(tmp_path / "elsewhere") as restored:
        numbers = counted(restored)
    assert numbers == list(range(len(numbers)))
    assert len(before) <= len(numbers) <= len(counted(urls))
    assert manifest.taken_at == NOW
    assert (tmp_path / "elsewhere" / "documents" / "1" / "abc").read_bytes() == b"%PDF-1.7"
    assert (tmp_path / "elsewhere" / "secret_key").read_text() == "k" * 64


def test_passwords_of_the_old_machine_open_nothing_on_the_new_one(
    town: tuple[Settings, DatabaseUrls], backup: Path, tmp_path: Path
) -> None:
    restore_backup(backup, tmp_path / "elsewhere")

    with EmbeddedDatabase(tmp_path / "elsewhere") as restored:
        old, new = (libpq(urls.app).split("@")[0] for urls in (town[1], restored))
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(libpq(restored.app).replace(new, old))
    assert not list(backup.rglob("postgres-passwords.json"))


@pytest.mark.parametrize("harm", ["change", "remove", "add"])
def test_a_damaged_backup_is_refused_and_named(backup: Path, tmp_path: Path, harm: str) -> None:
    paper = backup / "data" / "documents" / "1" / "abc"
    match harm:
        case "change":
            paper.write_bytes(b"%PDF-1.8")
        case "remove":
            paper.unlink()
        case "add":
            paper.with_name("more").write_bytes(b"x")

    with pytest.raises(BackupError) as caught:
        restore_backup(backup, tmp_path / "elsewhere")

    assert caught.value.code is BackupFault.DAMAGED
    assert "data/documents/1/" in caught.value.detail
    assert not (tmp_path / "elsewhere").exists()


def test_nothing_is_overwritten(town: tuple[Settings, DatabaseUrls], backup: Path) -> None:
    with pytest.raises(BackupError) as again:
        take_backup(town[0], backup, NOW)
    with pytest.raises(BackupError) as over:
        restore_backup(backup, town[0].data)

    assert again.value.code is BackupFault.TARGET_EXISTS
    assert over.value.code is BackupFault.DATA_EXIST


def test_a_backup_that_fails_leaves_nothing_behind(town: tuple[Settings, DatabaseUrls], tmp_path: Path) -> None:
    settings, urls = town
    wrong = with_urls(settings, urls.for_database("sprava"))
    object.__setattr__(wrong, "database_backup_url", urls.app)

    with pytest.raises(BackupError) as caught:
        take_backup(wrong, tmp_path / "backup", NOW)

    assert caught.value.code is BackupFault.BASE_BACKUP_FAILED
    assert list(tmp_path.iterdir()) == []


def test_what_is_restored_goes_into_the_bucket_whole_or_says_what_is_missing(
    town: tuple[Settings, DatabaseUrls], bucket: BucketAddress, tmp_path: Path
) -> None:
    # given: a restored folder, whose documents lie as files
    settings = replace(town[0], data=tmp_path, bucket=bucket)
    files = FilesystemStore(tmp_path / "documents")
    sha256 = files.put(1, b"%PDF-1.7 restored")
    # when: the bucket is away, then there
    with pytest.raises(BackupError) as refused:
        fill_bucket(replace(settings, bucket=replace(bucket, secret_key="lost")))
    assert (refused.value.code, files.get(1, sha256)) == (BackupFault.STORAGE_AWAY, b"%PDF-1.7 restored")
    fill_bucket(settings)
    # then
    assert BucketStore(bucket).get(1, sha256) == b"%PDF-1.7 restored"
    assert not files.exists(1, sha256)
    # when: a document was damaged on the way
    other = files.put(1, b"%PDF-1.7 another")
    (tmp_path / "documents" / address(1, other)).chmod(0o600)
    (tmp_path / "documents" / address(1, other)).write_bytes(b"%PDF-1.7 damaged")
    with pytest.raises(BackupError) as damaged:
        fill_bucket(settings)
    # then
    assert damaged.value.code is BackupFault.DOCUMENTS_DAMAGED


def test_a_backup_holds_what_lies_in_a_bucket_and_none_is_taken_with_a_hole(
    town: tuple[Settings, DatabaseUrls], bucket: BucketAddress, tmp_path: Path
) -> None:
    # given
    sha256 = BucketStore(bucket).put(1, b"%PDF-1.7 in a bucket")
    # when
    take_backup(replace(town[0], bucket=bucket), tmp_path / "backup", NOW)
    # then
    assert FilesystemStore(tmp_path / "backup" / "data" / "documents").get(1, sha256) == b"%PDF-1.7 in a bucket"
    # when
    with pytest.raises(BackupError) as refused:
        take_backup(replace(town[0], bucket=replace(bucket, secret_key="lost")), tmp_path / "none", NOW)
    # then
    assert refused.value.code is BackupFault.STORAGE_AWAY
    assert not (tmp_path / "none").exists()
