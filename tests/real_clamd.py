"""ClamAV's daemon on this machine for tests, with a signature of our own: no database is fetched."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
_PROGRAM = shutil.which("clamd", path="/usr/sbin:/usr/bin:/usr/local/sbin")
_START_SECONDS = 30.0


@contextmanager
def running_clamd(folder: Path) -> Iterator[str]:
    """Its socket. A stream of more than a megabyte is too large for it."""
    if _PROGRAM is None:
        pytest.skip("ClamAV is not installed (Debian: clamav-daemon)")
    (folder / "signatures").mkdir()
    (folder / "signatures" / "own.ndb").write_text(f"Sprava.Eicar.Test:0:*:{EICAR.hex()}\n")
    socket, config = folder / "clamd.sock", folder / "clamd.conf"
    config.write_text(
        f"DatabaseDirectory {folder}/signatures\nLocalSocket {socket}\nForeground yes\nStreamMaxLength 1M\n"
        "AlertExceedsMax yes\n"
    )
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([_PROGRAM, f"--config-file={config}"], stdout=log, stderr=log)
    try:
        end = time.monotonic() + _START_SECONDS
        while not socket.exists():
            assert process.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < end, (folder / "log").read_text()
            time.sleep(0.05)
        yield str(socket)
    finally:
        process.kill()
        process.wait()
