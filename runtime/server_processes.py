"""The processes that hold a PostgreSQL data folder, and how to end those a killed run has left behind."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

_POLL_SECONDS = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Postmaster:
    """What a server has written into `postmaster.pid`: its process, port, and whether it takes connections."""

    pid: int
    port: int
    socket_folder: str
    """Empty when the server has no Unix socket."""
    ready: bool


def read_postmaster(data: Path) -> Postmaster | None:
    """The server that says it holds `data`, or None when the file is missing or only half written."""
    try:
        lines = (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        return Postmaster(
            pid=int(lines[0]),
            port=int(lines[3]),
            socket_folder=lines[4].strip(),
            ready=len(lines) > 7 and lines[7].strip() == "ready",
        )
    except (OSError, ValueError, IndexError):
        return None


def holders(data: Path) -> frozenset[int]:
    """Processes that work in `data`: a server and its children make it their working folder. Linux only, else empty."""
    target = data.resolve()
    found = set()
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if (entry / "cwd").readlink() == target and (entry / "comm").read_text().startswith("postgres"):
                found.add(int(entry.name))
        except OSError:
            continue
    return frozenset(found)


def end_holders(data: Path, *, patience_seconds: float) -> bool:
    """Ends a server left behind on `data`, gently first; true when there was one.

    Children of a dead server count too: they may still write, and starting beside them would damage the data.
    """
    left = holders(data)
    if not left:
        return False
    postmaster = read_postmaster(data)
    first = {postmaster.pid} & left if postmaster else set()
    for number, targets in ((signal.SIGINT, first or left), (signal.SIGQUIT, left), (signal.SIGKILL, left)):
        _send(number, frozenset(targets))
        left = _wait_gone(data, patience_seconds)
        if not left:
            return True
    raise TimeoutError(f"processes {sorted(left)} still hold {data}")


def _send(number: signal.Signals, pids: frozenset[int]) -> None:
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue


def _wait_gone(data: Path, seconds: float) -> frozenset[int]:
    until = time.monotonic() + seconds
    left = holders(data)
    while left and time.monotonic() < until:
        time.sleep(_POLL_SECONDS)
        left = holders(data)
    return left
