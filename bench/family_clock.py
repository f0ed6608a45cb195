"""Processor time of this process and of those it started: for work that a child does, on a machine that does other work
besides. Linux."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from time import process_time

_PROCESSES = Path("/proc")


def family_time() -> float:
    """Seconds, of this process and of all below it that live now; to be subtracted from a later one."""
    return process_time() + sum(_spent(one) for one in _below(os.getpid()))


def _below(process: int) -> Iterator[int]:
    for thread in _threads(process):
        for child in _said(thread / "children").split():
            yield int(child)
            yield from _below(int(child))


def _spent(process: int) -> float:
    # Nanoseconds; the times in `stat` come in hundredths of a second.
    return sum(int(_said(thread / "schedstat").partition(" ")[0] or 0) for thread in _threads(process)) / 1e9


def _threads(process: int) -> list[Path]:
    try:
        return list((_PROCESSES / str(process) / "task").iterdir())
    except OSError:
        return []


def _said(file: Path) -> str:
    # A process may end while it is looked at.
    try:
        return file.read_text()
    except OSError:
        return ""
