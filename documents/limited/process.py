"""A warm child process with limits, asked over its standard input: hostile input costs one child and some seconds.

It gets an empty environment, so no secret of the server can end in what it makes.
"""

import subprocess
import sys
import threading
from pathlib import Path
from typing import BinaryIO, cast

from documents.errors import ChildFailed
from documents.limited.framing import read_blobs, write_blobs
from documents.limited.scratch_folder import ScratchFolder

_START_SECONDS = 60.0  # loading the libraries on a busy machine
_ROOT = Path(__file__).resolve().parents[2]


class LimitedProcess:
    """Runs `module`, which serves by `documents.limited.serving`; `seconds` and `memory_mb` bound each request."""

    def __init__(self, module: str, seconds: float, memory_mb: int) -> None:
        self._seconds = seconds
        self._scratch = ScratchFolder()  # a killed child cleans nothing
        self._process = subprocess.Popen(  # noqa: S603 - our own program, no words from outside
            [sys.executable, "-m", module, str(max(1, round(seconds))), str(memory_mb)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env={
                "PATH": "/usr/bin:/bin",
                "LANG": "C.UTF-8",
                "PYTHONPATH": str(_ROOT),
                "PYTHONDONTWRITEBYTECODE": "1",
                "TMPDIR": str(self._scratch.path),
            },
            start_new_session=True,
        )
        self._ready = False

    def is_alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def ask(self, request: list[bytes]) -> list[bytes]:
        """The answer. Raises `ChildFailed`: `timed_out`, `died`; then it is not alive any more."""
        if not self._ready:
            self._exchange(None, _START_SECONDS)
            self._ready = True
        return self._exchange(request, self._seconds)

    def stop(self) -> None:
        """Ends it at once."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:
                    continue
        self._scratch.remove()

    def _exchange(self, request: list[bytes] | None, seconds: float) -> list[bytes]:
        timed_out = threading.Event()

        def give_up() -> None:
            timed_out.set()
            self._process.kill()

        timer = threading.Timer(seconds, give_up)
        timer.start()
        try:
            if request is not None:
                write_blobs(cast(BinaryIO, self._process.stdin), request)
            return read_blobs(cast(BinaryIO, self._process.stdout))
        except (EOFError, OSError, ValueError) as error:
            self._process.kill()
            self._process.wait()
            raise ChildFailed("timed_out" if timed_out.is_set() else "died") from error
        finally:
            timer.cancel()
