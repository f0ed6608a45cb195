"""The archive of the database's log (WAL): how segments get there, and whether those there are whole and in a row.

`FOLDER/wal` holds `SEGMENT.gz` and `SHA256SUMS`, one line `HASH  SEGMENT.gz` for each, written before the segment gets
its name. PostgreSQL repeats a segment until it is told that it lies there; the same one twice is no error.
"""

from __future__ import annotations

import hashlib
import re
import shlex
from pathlib import Path

WAL = "wal"
SUMS = "SHA256SUMS"
TIMEOUT_SECONDS = 60
"""A segment leaves after this time even if it is not full: what a fire may cost at most."""

_SEGMENT = re.compile(r"([0-9A-F]{8})([0-9A-F]{8})([0-9A-F]{8})\.gz")
_SEGMENTS_PER_LOG = 0x100
"""Of 16 MB each, as initdb makes them."""


class WalDamage(Exception):
    """The archived log cannot be replayed: `detail` names the segment that is damaged or missing."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


def archive_command(archive: Path) -> str:
    """What PostgreSQL runs for each finished segment. The same input packs to the same bytes, so a line written for a
    segment that was then cut off stays true."""
    folder = shlex.quote(str(archive / WAL)).replace("%", "%%")
    return (
        f'cd {folder} && if test -e %f.gz; then gzip -dc %f.gz | cmp -s - "$OLDPWD/%p"; else'
        f' gzip -nc "$OLDPWD/%p" > .%f.new && sync .%f.new'
        f' && echo "$(sha256sum < .%f.new | cut -c1-64)  %f.gz" >> {SUMS} && sync {SUMS} && mv .%f.new %f.gz; fi'
    )


def restore_command(archive: Path) -> str:
    """What PostgreSQL runs to get one back."""
    folder = shlex.quote(str(archive / WAL)).replace("%", "%%")
    return f"test -e {folder}/%f.gz && gzip -dc {folder}/%f.gz > %p"


def first_segment(database: Path) -> str | None:
    """The segment a base backup begins with, out of its `backup_label`; None where there is none."""
    try:
        label = (database / "backup_label").read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    found = re.search(r"^START WAL LOCATION: \S+ \(file ([0-9A-F]{24})\)$", label, re.MULTILINE)
    return found.group(1) if found else None


def check_wal(archive: Path, first: str | None) -> int:
    """Reads every archived segment from `first` on; how many there are. WalDamage for a changed or missing one."""
    folder = archive / WAL
    sums = _sums(folder)
    names = sorted(one.name for one in folder.iterdir() if _SEGMENT.fullmatch(one.name))
    wanted = [one for one in names if first is None or one[8:24] >= first[8:24]]
    for name in wanted:
        with (folder / name).open("rb") as file:
            if sums.get(name) != hashlib.file_digest(file, "sha256").hexdigest():
                raise WalDamage(name)
    _require_row(wanted)
    return len(wanted)


def _sums(folder: Path) -> dict[str, str]:
    try:
        lines = (folder / SUMS).read_text(encoding="ascii").splitlines()
    except FileNotFoundError as error:
        raise WalDamage(str(folder / SUMS)) from error
    return {name: sha256 for sha256, _, name in (line.partition("  ") for line in lines)}


def _require_row(names: list[str]) -> None:
    """Each timeline by itself without gaps: a hole in between would end the replay early, and nobody would know."""
    before: dict[str, int] = {}
    for name in names:
        found = _SEGMENT.fullmatch(name)
        assert found is not None
        timeline = found.group(1)
        number = int(found.group(2), 16) * _SEGMENTS_PER_LOG + int(found.group(3), 16)
        if timeline in before and number != before[timeline] + 1:
            raise WalDamage(f"{timeline}{_named(before[timeline] + 1)}.gz")
        before[timeline] = number


def _named(number: int) -> str:
    return f"{number // _SEGMENTS_PER_LOG:08X}{number % _SEGMENTS_PER_LOG:08X}"
