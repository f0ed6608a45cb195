"""The archive folder of a town: log of the database, documents, list of erasures; made ready before the start."""

from __future__ import annotations

import shutil
from pathlib import Path

from runtime.server_account import ServerAccount, grant_passage
from runtime.wal_archive import WAL

DOCUMENTS = "documents"


def prepare_archive(archive: Path, account: ServerAccount) -> None:
    """Makes the folders (0700) and lets the server's account write the log there. OSError."""
    archive.mkdir(mode=0o700, parents=True, exist_ok=True)
    (archive / DOCUMENTS).mkdir(mode=0o700, exist_ok=True)
    wal = archive / WAL
    wal.mkdir(mode=0o700, exist_ok=True)
    account.own(wal)
    grant_passage(account, wal)


def bring_documents(archive: Path, data: Path) -> int:
    """Copies documents that `data` lacks out of the archive; how many. Names are hashes: nothing is overwritten."""
    source, count = archive / DOCUMENTS, 0
    for path in sorted(source.rglob("*")):
        target = data / "documents" / path.relative_to(source)
        if path.is_file() and not path.name.startswith(".") and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target)
            count += 1
    return count
