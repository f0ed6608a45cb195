"""A folder of files as one ZIP: the same entries give the same bytes, and a list of hashes lets anybody check them."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO

SUMS = "SHA256SUMS"
"""The list of hashes, in the form `sha256sum -c` reads."""

_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day a ZIP can name: when a file was packed says nothing about when it was made."""


@dataclass(frozen=True, slots=True)
class PackageEntry:
    """One file: its path inside the package (`papers/1.pdf`) and its bytes."""

    path: str
    data: bytes


def write_package(out: IO[bytes], entries: Iterable[PackageEntry]) -> None:
    """Write `entries` in their order, and their hashes as the last one. ValueError for a path twice or outside.

    Stored, not compressed: any program of any year reads it, and no version of a compressor changes the bytes.
    """
    sums: dict[str, str] = {}
    with zipfile.ZipFile(out, "w", compression=zipfile.ZIP_STORED) as package:
        for entry in entries:
            if entry.path in sums or not _inside(entry.path):
                raise ValueError(f"no place for {entry.path} in the package")
            sums[entry.path] = hashlib.sha256(entry.data).hexdigest()
            _add(package, entry)
        told = "".join(f"{digest}  {path}\n" for path, digest in sums.items())
        _add(package, PackageEntry(SUMS, told.encode()))


def _inside(path: str) -> bool:
    parts = path.split("/")
    return path != SUMS and "\\" not in path and not any(part in ("", ".", "..") for part in parts)


def _add(package: zipfile.ZipFile, entry: PackageEntry) -> None:
    named = zipfile.ZipInfo(entry.path, _DAY)
    named.create_system = 3
    named.external_attr = 0o644 << 16
    package.writestr(named, entry.data)
