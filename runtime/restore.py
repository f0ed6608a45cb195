"""Restores a backup into an empty data folder and proves that it is whole before and after."""

from __future__ import annotations

import shutil
from pathlib import Path

from runtime import backup_manifest, migrate
from runtime.backup import DATA, DATABASE, SERVER_FILES, BackupError, BackupFault
from runtime.backup_manifest import Manifest
from runtime.embedded_database import EmbeddedDatabase
from runtime.server_account import server_account


def restore_backup(backup: Path, data: Path) -> Manifest:
    """Puts a backup into `data`, which must hold no Sprava yet, starts it once, and answers the backup's manifest.

    Every byte is compared with the manifest first; then PostgreSQL replays its log. The roles get new passwords: those
    of the machine the backup comes from open nothing here.
    """
    try:
        manifest = backup_manifest.read(backup)
    except (OSError, ValueError) as error:
        raise BackupError(BackupFault.NO_BACKUP, str(backup)) from error
    damage = backup_manifest.compare(backup, manifest)
    if damage:
        raise BackupError(BackupFault.DAMAGED, ", ".join((*damage.missing, *damage.changed, *damage.added)))
    if data.exists() and any(data.iterdir()):
        raise BackupError(BackupFault.DATA_EXIST, str(data))
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copytree(backup / DATA, data, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*SERVER_FILES))
    _place_database(backup / DATABASE, data / "postgres")
    with EmbeddedDatabase(data) as urls:
        state = migrate.check(urls.owner)
    if (state.current or "") != manifest.schema:
        raise BackupError(BackupFault.SCHEMA_DIFFERS, f"{manifest.schema} → {state.current}")
    return manifest


def _place_database(source: Path, cluster: Path) -> None:
    account = server_account(cluster)
    new = cluster.with_name("postgres-new-restored")
    shutil.copytree(source, new)
    new.chmod(0o700)
    for path in (*new.rglob("*"), new):
        account.own(path)
    new.rename(cluster)
