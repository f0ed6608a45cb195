"""Takes a backup: base backup with its WAL, documents and keys, under one manifest (docs/operations/backup.md)."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from documents.errors import StorageUnavailable
from documents.storage.filesystem import FilesystemStore
from documents.storage.moving import move
from documents.storage.port import ContentStore
from runtime import backup_manifest, migrate
from runtime.archive_folder import DOCUMENTS
from runtime.backup_manifest import Manifest
from runtime.boot import main_store
from runtime.database_urls import libpq
from runtime.postgres_programs import ENVIRONMENT, program
from runtime.settings import Settings
from runtime.wal_archive import first_segment

DATABASE = "database"
DATA = "data"

# The server's own files: they are in the base backup, or of no use elsewhere.
SERVER_FILES = ("postgres", "postgres-*", "postgres.*")


class BackupFault(StrEnum):
    """Why a backup cannot be taken or restored."""

    NO_ROLE = "no_backup_role"
    TARGET_EXISTS = "target_exists"
    BASE_BACKUP_FAILED = "base_backup_failed"
    NO_BACKUP = "no_backup"
    DAMAGED = "damaged"
    DATA_EXIST = "data_exist"
    SCHEMA_DIFFERS = "schema_differs"
    WAL_DAMAGED = "wal_damaged"
    NO_ARCHIVE = "no_archive"
    TOO_EARLY = "too_early"
    NOT_REACHED = "not_reached"
    STORAGE_AWAY = "storage_away"
    DOCUMENTS_DAMAGED = "documents_damaged"


class BackupError(Exception):
    """A backup cannot be taken or restored; `detail` is a path or what the program that failed said."""

    def __init__(self, code: BackupFault, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


def take_backup(settings: Settings, target: Path, now: datetime) -> Manifest:
    """Writes a complete backup to the new folder `target` (0700: keys and personal data) and answers its manifest.

    The database comes first, the documents after it: a document's bytes are on disk before its row is, so every row in
    the backup finds its bytes. `target` appears under its name only when it is whole.
    """
    if settings.database_backup_url is None or settings.database_url is None:
        raise BackupError(BackupFault.NO_ROLE, "DATABASE_BACKUP_URL")
    if target.exists():
        raise BackupError(BackupFault.TARGET_EXISTS, str(target))
    new = target.with_name(f".{target.name}.new")
    if new.exists():
        shutil.rmtree(new)
    new.mkdir(mode=0o700, parents=True)
    try:
        schema = migrate.check(settings.database_backup_url).current or ""
        _copy_database(settings.database_backup_url, new / DATABASE)
        shutil.copytree(
            settings.data,
            new / DATA,
            ignore=shutil.ignore_patterns(*SERVER_FILES, new.name),
            copy_function=_copy_unless_gone,
        )
        if settings.bucket is not None:
            # A backup is whole without the store that the documents came from.
            move_whole(main_store(settings), FilesystemStore(new / DATA / DOCUMENTS), remove=False)
        manifest = Manifest(
            taken_at=now,
            schema=schema,
            files=backup_manifest.hashes(new),
            first_wal=first_segment(new / DATABASE),
        )
        backup_manifest.write(new, manifest)
        _flush(new)
        new.rename(target)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    return manifest


def move_whole(source: ContentStore, target: ContentStore, *, remove: bool) -> None:
    """Every document of `source` into `target`, for a backup or a restore: one with a hole is none. Raises BackupError
    (`STORAGE_AWAY`, `DOCUMENTS_DAMAGED`)."""
    try:
        moved = move(source, target, remove=remove)
    except StorageUnavailable as error:
        raise BackupError(BackupFault.STORAGE_AWAY, str(error)) from error
    if moved.damaged:
        raise BackupError(BackupFault.DOCUMENTS_DAMAGED, ", ".join(one.where for one in moved.damaged))


def _copy_unless_gone(source: str, target: str) -> None:
    # A file written beside its final name and renamed while we look is not part of this moment.
    with contextlib.suppress(FileNotFoundError):
        shutil.copy2(source, target)


def _copy_database(url: str, folder: Path) -> None:
    # The password goes by the environment: a command line is readable by every account of the machine.
    parts = conninfo_to_dict(libpq(url))
    password = str(parts.pop("password", ""))
    answer = subprocess.run(  # noqa: S603 (our own command line)
        [
            str(program("pg_basebackup")),
            f"--dbname={make_conninfo('', **parts)}",
            f"--pgdata={folder}",
            "--format=plain",
            "--wal-method=stream",
            "--checkpoint=fast",
            "--no-password",
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=ENVIRONMENT | {"PGPASSWORD": password},
        check=False,
    )
    if answer.returncode != 0:
        raise BackupError(BackupFault.BASE_BACKUP_FAILED, answer.stdout.strip())


def _flush(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
