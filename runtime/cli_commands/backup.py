"""`sprava backup` and `sprava restore`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from runtime.backup import BackupError, BackupFault, take_backup
from runtime.clock import SystemClock
from runtime.database import opened_database
from runtime.restore import restore_backup
from runtime.settings import from_environment

_WORDS = {
    BackupFault.NO_ROLE: "{detail} must be set: backups are taken as the role sprava_backup",
    BackupFault.TARGET_EXISTS: "{detail} exists already; choose a new folder",
    BackupFault.BASE_BACKUP_FAILED: "PostgreSQL gave no backup:\n{detail}",
    BackupFault.NO_BACKUP: "{detail} is not a backup of this Sprava",
    BackupFault.DAMAGED: "The backup differs from its manifest: {detail}",
    BackupFault.DATA_EXIST: "{detail} is not empty; a backup is restored into an empty folder: SPRAVA_DATA=…",
    BackupFault.SCHEMA_DIFFERS: "The restored database is at another migration than the manifest says: {detail}",
}


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def backup(folder: Path) -> None:
    """Write database, documents and keys to the new FOLDER, while Sprava runs. Keep it as secret as the town's data."""
    try:
        with opened_database(from_environment()) as settings:
            manifest = take_backup(settings, folder.absolute(), SystemClock().now())
    except BackupError as error:
        sys.exit(_WORDS[error.code].format(detail=error.detail))
    click.echo(f"{folder}: {len(manifest.files)} files, schema {manifest.schema}")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def restore(folder: Path) -> None:
    """Restore the backup in FOLDER into an empty SPRAVA_DATA; every byte is compared with the manifest first."""
    try:
        manifest = restore_backup(folder.absolute(), from_environment().data)
    except BackupError as error:
        sys.exit(_WORDS[error.code].format(detail=error.detail))
    click.echo(f"restored the state of {manifest.taken_at.isoformat()}; next: sprava history verify && sprava run")
