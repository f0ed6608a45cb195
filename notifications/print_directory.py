"""A print queue that is a directory: one folder per envelope, for a town whose clerk prints from a share.

`<root>/<municipality>/<id>/` holds `letter.json` and the papers as `1.pdf`, `2.pdf` … in their order.
"""

import json
import mimetypes
import os
import shutil
import tempfile
from pathlib import Path

from notifications.print_queue import PrintEntry


class PrintDirectory:
    """`PrintQueue` in the file system. A folder appears whole or not at all, and is never written again."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, entry: PrintEntry) -> None:
        town = self._root / str(entry.municipality)
        target = town / str(entry.id)
        if target.exists():
            return
        town.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".", dir=town))
        try:
            _fill(draft, entry)
            _move(draft, target)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        _sync_directory(town)


def _fill(folder: Path, entry: PrintEntry) -> None:
    # Papers get names of ours: a shown name comes from outside and may hold a path.
    files = [
        f"{ordinal}{mimetypes.guess_extension(paper.media_type) or '.bin'}"
        for ordinal, paper in enumerate(entry.papers, start=1)
    ]
    for name, paper in zip(files, entry.papers, strict=True):
        _write(folder / name, paper.content)
    letter = {
        "id": str(entry.id),
        "municipality": entry.municipality,
        "address": entry.address,
        "subject": entry.subject,
        "text": entry.text,
        "papers": [
            {"file": name, "name": paper.name, "media_type": paper.media_type}
            for name, paper in zip(files, entry.papers, strict=True)
        ],
        "queued_at": entry.queued_at.isoformat(),
    }
    _write(folder / "letter.json", json.dumps(letter, ensure_ascii=False, indent=2).encode())


def _move(draft: Path, target: Path) -> None:
    try:
        draft.rename(target)
    except OSError:
        # Another worker was first with the same entry; anything else is a real failure.
        if not target.exists():
            raise


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_directory(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
