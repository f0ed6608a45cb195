"""A folder for the scratch files of one child process, which outlives neither the child nor its parent for long.

The parent removes the folder when it ends the child. When the parent itself is killed nobody is left to do so: the next
one to make a folder finds it by its lock, which died with its owner.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from pathlib import Path

_PREFIX = "sprava-limited-"
_LOCK = "owner.lock"
_YOUNG_SECONDS = 60.0
"""Its owner may be about to lock it."""


class ScratchFolder:
    """An empty folder, ours until `remove`; `path` is where."""

    def __init__(self) -> None:
        _remove_leftovers()
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self._lock = os.open(self.path / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def remove(self) -> None:
        """Deletes it with all that is in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        os.close(self._lock)


def _remove_leftovers() -> None:
    oldest_young = time.time() - _YOUNG_SECONDS  # as the files' own times are
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        try:
            about = folder.lstat()
            mine = about.st_uid == os.geteuid() and not folder.is_symlink()
            if mine and about.st_mtime < oldest_young and not _is_held(folder):
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            continue  # somebody else removes it just now


def _is_held(folder: Path) -> bool:
    try:
        lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
    except FileNotFoundError:
        return True  # not yet one of ours, or not made by us
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False
