"""The archived log leads a backup to any later moment; a log with a hole or a changed byte leads nowhere."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from documents.storage.filesystem import FilesystemStore
from documents.storage.mirrored import MirroredStore
from runtime import migrate
from runtime.archive_folder import DOCUMENTS
from runtime.backup import BackupError, BackupFault, take_backup
from runtime.boot import content_store
from runtime.database import with_urls
from runtime.database_urls import DatabaseUrls, libpq
from runtime.embedded_database import EmbeddedDatabase
from runtime.restore import Replay, restore_backup
from runtime.settings import load
from runtime.wal_archive import SUMS, WAL, WalDamage, check_wal

PATIENCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """A town that ended: its backup, its archive folder, the moment between the second and third line written, and the
    document that came after the backup."""

    backup: Path
    archive: Path
    between: datetime
    document: str
    first_wal: str


def written(urls: DatabaseUrls, number: int) -> datetime:
    with psycopg.connect(libpq(urls.admin), autocommit=True) as connection:
        connection.execute("INSERT INTO counted VALUES (%s)", (number,))
        row = connection.execute("SELECT clock_timestamp()").fetchone()
        assert row is not None
        at: datetime = row[0]
        return at


def counted(urls: DatabaseUrls) -> list[int]:
    with psycopg.connect(libpq(urls.owner)) as connection:
        return [row[0] for row in connection.execute("SELECT n FROM counted ORDER BY n")]


def archived(urls: DatabaseUrls, archive: Path) -> None:
    """Waits until everything written so far lies in the archive."""
    with psycopg.connect(libpq(urls.admin), autocommit=True) as connection:
        row = connection.execute("SELECT pg_walfile_name(pg_switch_wal())").fetchone()
    assert row is not None
    until = time.monotonic() + PATIENCE_SECONDS
    while not (archive / WAL / f"{row[0]}.gz").exists():
        assert time.monotonic() < until, "the log was not archived"
        time.sleep(0.1)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Archived:
    folder = tmp_path_factory.mktemp("archived_town")
    data, archive = folder / "var", folder / "the archive's disk"
    with EmbeddedDatabase(data, archive=archive) as urls:
        migrate.upgrade(urls.owner)
        settings = with_urls(load({"SPRAVA_DATA": str(data), "SPRAVA_ARCHIVE": str(archive)}), urls)
        with psycopg.connect(libpq(urls.owner), autocommit=True) as connection:
            connection.execute("CREATE TABLE counted (n bigint PRIMARY KEY)")
        written(urls, 1)
        manifest = take_backup(settings, folder / "backup", datetime.now(UTC) - timedelta(seconds=1))
        document = content_store(settings).put(1, b"%PDF-1.7 after the backup")
        between = written(urls, 2) + timedelta(milliseconds=50)
        time.sleep(0.1)
        archived(urls, archive)
        written(urls, 3)
        archived(urls, archive)
    assert manifest.first_wal is not None
    return Archived(
        backup=folder / "backup",
        archive=archive,
        between=between,
        document=document,
        first_wal=manifest.first_wal,
    )


def test_the_log_leads_to_its_end_with_the_documents(town: Archived, tmp_path: Path) -> None:
    restore_backup(town.backup, tmp_path / "new", replay=Replay(archive=town.archive))
    with EmbeddedDatabase(tmp_path / "new") as urls:
        assert counted(urls) == [1, 2, 3]
        written(urls, 4)
    assert FilesystemStore(tmp_path / "new" / "documents").get(1, town.document) == b"%PDF-1.7 after the backup"


def test_the_log_leads_to_a_chosen_instant_and_not_a_moment_later(town: Archived, tmp_path: Path) -> None:
    restore_backup(town.backup, tmp_path / "new", replay=Replay(archive=town.archive, until=town.between))
    with EmbeddedDatabase(tmp_path / "new") as urls:
        assert counted(urls) == [1, 2]
    assert "restore_command" not in (tmp_path / "new" / "postgres" / "postgresql.auto.conf").read_text()


def test_a_moment_the_log_does_not_reach_is_refused(town: Archived, tmp_path: Path) -> None:
    tomorrow = Replay(archive=town.archive, until=datetime.now(UTC) + timedelta(days=1))
    yesterday = Replay(archive=town.archive, until=town.between - timedelta(days=1))
    with pytest.raises(BackupError) as late:
        restore_backup(town.backup, tmp_path / "late", replay=tomorrow)
    with pytest.raises(BackupError) as early:
        restore_backup(town.backup, tmp_path / "early", replay=yesterday)
    with pytest.raises(BackupError) as nowhere:
        restore_backup(town.backup, tmp_path / "nowhere", replay=Replay(archive=tmp_path))
    assert [one.value.code for one in (late, early, nowhere)] == [
        BackupFault.NOT_REACHED,
        BackupFault.TOO_EARLY,
        BackupFault.NO_ARCHIVE,
    ]


@pytest.fixture
def log(town: Archived, tmp_path: Path) -> Path:
    """A copy of the archived log that a test may harm."""
    copy = tmp_path / "copy" / WAL
    copy.mkdir(parents=True)
    for one in (town.archive / WAL).iterdir():
        (copy / one.name).write_bytes(one.read_bytes())
    assert check_wal(copy.parent, town.first_wal) >= 2
    return copy


def segments(log: Path, first: str) -> list[Path]:
    return sorted(one for one in log.glob("*.gz") if len(one.name) == 27 and one.name[:24] >= first)


@pytest.mark.parametrize("harm", ["change", "remove", "no sums", "no line"])
def test_a_log_with_a_hole_or_a_changed_byte_is_named(town: Archived, log: Path, harm: str) -> None:
    found = segments(log, town.first_wal)
    victim = found[len(found) // 2] if len(found) > 2 else found[0]
    match harm:
        case "change":
            data = bytearray(victim.read_bytes())
            data[len(data) // 2] ^= 1
            victim.chmod(0o600)
            victim.write_bytes(bytes(data))
        case "remove":
            # two in a row are left, and between them nothing
            first, last = found[0], found[-1]
            for one in found:
                if one not in (first, last):
                    one.unlink()
            if len(found) == 2:
                beyond = f"{last.name[:16]}{int(last.name[16:24], 16) + 1:08X}.gz"
                last.rename(log / beyond)
                with (log / SUMS).open("a") as sums:
                    sums.write((log / SUMS).read_text().replace(last.name, beyond))
        case "no sums":
            (log / SUMS).unlink()
        case "no line":
            lines = [one for one in (log / SUMS).read_text().splitlines(keepends=True) if victim.name not in one]
            (log / SUMS).write_text("".join(lines))
    with pytest.raises(WalDamage):
        check_wal(log.parent, town.first_wal)
    with pytest.raises(BackupError) as caught:
        restore_backup(town.backup, log.parent / "new", replay=Replay(archive=log.parent))
    assert caught.value.code is BackupFault.WAL_DAMAGED
    assert not (log.parent / "new").exists()


def test_what_damage_lies_before_the_backup_hinders_nobody(town: Archived, log: Path) -> None:
    before = [one for one in log.glob("*.gz") if len(one.name) == 27 and one.name[:24] < town.first_wal]
    assert before
    for one in before:
        one.unlink()
    assert check_wal(log.parent, town.first_wal) >= 2


def test_a_copy_that_cannot_be_made_stops_nobody_and_is_made_later(tmp_path: Path) -> None:
    # given: an archive whose disk is gone
    (tmp_path / "archive").write_text("not a folder")
    store = MirroredStore(
        main=FilesystemStore(tmp_path / "main"), copy=FilesystemStore(tmp_path / "archive" / DOCUMENTS)
    )
    sha256 = store.put(1, b"paper")
    # when
    (tmp_path / "archive").unlink()
    assert store.copy_missing() == 1
    # then
    assert store.copy.get(1, sha256) == b"paper"
    assert store.copy_missing() == 0
    store.remove(1, sha256)
    assert not store.copy.exists(1, sha256)
    assert not store.exists(1, sha256)
