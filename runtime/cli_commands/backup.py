"""`sprava backup` and `sprava restore`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from runtime import erasure_list, migrate
from runtime.backup import BackupError, BackupFault, take_backup
from runtime.boot import boot
from runtime.clock import SystemClock
from runtime.database import opened_database
from runtime.erasures_again import apply_erasures
from runtime.restore import Replay, fill_bucket, restore_backup
from runtime.settings import Settings, from_environment

_WORDS = {
    BackupFault.NO_ROLE: "{detail} must be set: backups are taken as the role sprava_backup",
    BackupFault.TARGET_EXISTS: "{detail} exists already; choose a new folder",
    BackupFault.BASE_BACKUP_FAILED: "PostgreSQL gave no backup:\n{detail}",
    BackupFault.NO_BACKUP: "{detail} is not a backup of this Sprava",
    BackupFault.DAMAGED: "The backup differs from its manifest: {detail}",
    BackupFault.DATA_EXIST: "{detail} is not empty; a backup is restored into an empty folder: SPRAVA_DATA=…",
    BackupFault.SCHEMA_DIFFERS: "The restored database is at another migration than the manifest says: {detail}",
    BackupFault.WAL_DAMAGED: "A piece of the archived log is damaged or missing: {detail}",
    BackupFault.NO_ARCHIVE: "{detail} is no archive folder: there is no `wal` in it",
    BackupFault.TOO_EARLY: "This backup was taken at {detail}, which is later: restore an older one",
    BackupFault.STORAGE_AWAY: "The bucket of BUCKET_URL does not answer: {detail}",
    BackupFault.DOCUMENTS_DAMAGED: "Documents are damaged (sprava documents check): {detail}",
    BackupFault.NOT_REACHED: "The archived log does not lead to that moment:\n{detail}",
}
_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


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
@click.argument("folder", type=_FOLDER)
@click.option("--archive", type=_FOLDER, help="The archive folder (SPRAVA_ARCHIVE): replay its log on top.")
@click.option("--until", help="An instant such as 2026-11-24T09:30+02:00: nothing committed after it. Needs --archive.")
@click.option("--erasures", type=_FILE, help="A newer list of erasures (erasures.jsonl) than the backup's own.")
def restore(folder: Path, archive: Path | None, until: str | None, erasures: Path | None) -> None:
    """Restore the backup in FOLDER into an empty SPRAVA_DATA; every byte is compared with the manifest first.

    What the list of erasures names, in the backup, the archive or the given file, is erased again.
    """
    settings = from_environment()
    lists = [one for one in (erasures, archive / erasure_list.NAME if archive else None) if one is not None]
    replay = _replay(archive, until)
    try:
        manifest = restore_backup(folder.absolute(), settings.data, replay=replay)
        fill_bucket(settings)
        again = _erase_again(settings, (settings.data / erasure_list.NAME, *lists))
    except BackupError as error:
        sys.exit(_WORDS[error.code].format(detail=error.detail))
    state = (replay.until if replay else None) or manifest.taken_at
    click.echo(f"restored the state of {state.isoformat()}{' and what the log had after it' if replay else ''}")
    click.echo(f"{again} cases erased again; next: sprava history verify && sprava documents check && sprava run")


def _replay(archive: Path | None, until: str | None) -> Replay | None:
    if until is None:
        return Replay(archive=archive.absolute()) if archive is not None else None
    if archive is None:
        sys.exit("--until needs --archive: a backup alone holds one moment")
    try:
        instant = datetime.fromisoformat(until)
    except ValueError:
        sys.exit(f"{until} is no instant such as 2026-11-24T09:30+02:00")
    if instant.tzinfo is None:
        sys.exit(f"{until} says no time zone: 2026-11-24T09:30+02:00")
    return Replay(archive=archive.absolute(), until=instant.astimezone(UTC))


def _erase_again(settings: Settings, lists: tuple[Path, ...]) -> int:
    """The restored town is brought to this code's migration first, as `sprava run` would."""
    listed = tuple(one for path in lists if path.exists() for one in erasure_list.read(path))
    if not listed:
        return 0
    with opened_database(settings) as opened:
        assert opened.database_owner_url is not None
        migrate.upgrade(opened.database_owner_url)
        runtime = boot(opened, connections=2)
        try:
            return apply_erasures(runtime, listed)
        finally:
            runtime.close()
