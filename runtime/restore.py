"""Restores a backup into an empty data folder and proves that it is whole before and after; with an archive of the
log, up to its end or to a chosen instant."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from runtime import backup_manifest, migrate
from runtime.archive_folder import bring_documents
from runtime.backup import DATA, DATABASE, SERVER_FILES, BackupError, BackupFault, move_whole
from runtime.backup_manifest import Manifest
from runtime.boot import file_store, main_store
from runtime.embedded_database import EmbeddedDatabase
from runtime.postgres_programs import EmbeddedDatabaseError, EmbeddedDatabaseFault
from runtime.server_account import ServerAccount, grant_passage, server_account
from runtime.settings import Settings
from runtime.wal_archive import WAL, WalDamage, check_wal, restore_command

_SETTINGS = "postgresql.auto.conf"
_SIGNAL = "recovery.signal"
_MARK = "# Sprava: replay of the archived log, taken out again after it.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """The archive folder whose log is replayed: to its end, or `until` an instant (aware) and not a moment later."""

    archive: Path
    until: datetime | None = None


def fill_bucket(settings: Settings) -> None:
    """Where a bucket is set, restored documents lie there and nowhere else: what is to be erased again is erased there.
    Raises BackupError."""
    if settings.bucket is not None:
        move_whole(file_store(settings), main_store(settings), remove=True)


def restore_backup(backup: Path, data: Path, *, replay: Replay | None = None) -> Manifest:
    """Puts a backup into `data`, which must hold no Sprava yet, starts it once, and answers the backup's manifest.

    Every byte is compared with the manifest first, every segment of the log with its hash; then PostgreSQL replays it.
    The roles get new passwords: those of the machine the backup comes from open nothing here.
    """
    manifest = _whole(backup)
    if replay is not None:
        _require_log(replay, manifest)
    if data.exists() and any(data.iterdir()):
        raise BackupError(BackupFault.DATA_EXIST, str(data))
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copytree(backup / DATA, data, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*SERVER_FILES))
    cluster = data / "postgres"
    account = _place_database(backup / DATABASE, cluster)
    if replay is not None:
        bring_documents(replay.archive, data)
        _ask_for_replay(cluster, account, replay)
    try:
        with EmbeddedDatabase(data) as urls:
            state = migrate.check(urls.owner)
    except EmbeddedDatabaseError as error:
        if replay is None or error.code is not EmbeddedDatabaseFault.START_FAILED:
            raise
        raise BackupError(BackupFault.NOT_REACHED, error.detail) from error
    if replay is not None:
        _forget_replay(cluster)
    if (state.current or "") != manifest.schema and replay is None:
        raise BackupError(BackupFault.SCHEMA_DIFFERS, f"{manifest.schema} → {state.current}")
    return manifest


def _whole(backup: Path) -> Manifest:
    try:
        manifest = backup_manifest.read(backup)
    except (OSError, ValueError) as error:
        raise BackupError(BackupFault.NO_BACKUP, str(backup)) from error
    damage = backup_manifest.compare(backup, manifest)
    if damage:
        raise BackupError(BackupFault.DAMAGED, ", ".join((*damage.missing, *damage.changed, *damage.added)))
    return manifest


def _require_log(replay: Replay, manifest: Manifest) -> None:
    if replay.until is not None and replay.until <= manifest.taken_at:
        raise BackupError(BackupFault.TOO_EARLY, manifest.taken_at.isoformat())
    if not (replay.archive / WAL).is_dir():
        raise BackupError(BackupFault.NO_ARCHIVE, str(replay.archive))
    try:
        check_wal(replay.archive, manifest.first_wal)
    except WalDamage as error:
        raise BackupError(BackupFault.WAL_DAMAGED, error.detail) from error


def _place_database(source: Path, cluster: Path) -> ServerAccount:
    account = server_account(cluster)
    new = cluster.with_name("postgres-new-restored")
    shutil.copytree(source, new)
    new.chmod(0o700)
    for path in (*new.rglob("*"), new):
        account.own(path)
    new.rename(cluster)
    return account


def _ask_for_replay(cluster: Path, account: ServerAccount, replay: Replay) -> None:
    archive = replay.archive.resolve()
    _let_read(account, archive / WAL)
    lines = [
        f"restore_command = '{_quoted(restore_command(archive))}'",
        "recovery_target_action = 'promote'",
        # The first to start it is a single process that sets the password: it can replay, and not be a standby.
        "hot_standby = 'off'",
    ]
    if replay.until is not None:
        lines.append(f"recovery_target_time = '{replay.until.astimezone(UTC).isoformat()}'")
        lines.append("recovery_target_inclusive = 'on'")
    settings = cluster / _SETTINGS
    with settings.open("a", encoding="utf-8") as file:
        file.write(_MARK + "\n".join(lines) + "\n")
    (cluster / _SIGNAL).touch(mode=0o600)
    account.own(cluster / _SIGNAL)


def _let_read(account: ServerAccount, wal: Path) -> None:
    """An archive brought from another machine belongs to somebody else: the server that replays it must read it."""
    grant_passage(account, wal)
    for path in (wal, *wal.iterdir()):
        account.own(path)


def _forget_replay(cluster: Path) -> None:
    settings = cluster / _SETTINGS
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.partition(_MARK)[0], encoding="utf-8")


def _quoted(text: str) -> str:
    return text.replace("'", "''")
