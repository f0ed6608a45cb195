"""The list of everything in a backup with its hash: what makes a copied folder a backup that can be trusted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

NAME = "manifest.json"
_FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """`files` maps a path in the backup to its SHA-256 in hexadecimal; `schema` is the migration the data are at.

    `first_wal` is the first segment of the log that goes on from here: an archive that has it and what follows leads
    this backup to any later moment. None in backups taken before there were archives.
    """

    taken_at: datetime
    schema: str
    files: Mapping[str, str]
    first_wal: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """Where a backup differs from its manifest; paths inside the backup."""

    missing: tuple[str, ...]
    changed: tuple[str, ...]
    added: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.changed or self.added)


def hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every file under `folder` but the manifest itself, by path relative to it."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name != NAME:
            with path.open("rb") as file:
                found[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def write(folder: Path, manifest: Manifest) -> None:
    """Puts the manifest into the backup."""
    content = {
        "format": _FORMAT,
        "taken_at": manifest.taken_at.isoformat(),
        "schema": manifest.schema,
        "first_wal": manifest.first_wal,
        "files": dict(manifest.files),
    }
    (folder / NAME).write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def read(folder: Path) -> Manifest:
    """The manifest of a backup. FileNotFoundError when there is none, ValueError when it is of another format."""
    content = json.loads((folder / NAME).read_text(encoding="utf-8"))
    if content.get("format") != _FORMAT:
        raise ValueError(content.get("format"))
    return Manifest(
        taken_at=datetime.fromisoformat(content["taken_at"]),
        schema=content["schema"],
        files=content["files"],
        first_wal=content.get("first_wal"),
    )


def compare(folder: Path, manifest: Manifest) -> Damage:
    """Reads every file of the backup again and tells what is missing, changed or added."""
    found = hashes(folder)
    return Damage(
        missing=tuple(sorted(manifest.files.keys() - found.keys())),
        changed=tuple(
            sorted(name for name in manifest.files.keys() & found.keys() if manifest.files[name] != found[name])
        ),
        added=tuple(sorted(found.keys() - manifest.files.keys())),
    )
