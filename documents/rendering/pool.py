"""Rendering in warm child processes, with limits: a hostile or endless paper costs one child and some seconds.

Must not import WeasyPrint: only the children do. They get an empty environment, so no secret of the server can end in
a paper.
"""

import json
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast

from documents.errors import RenderingFailed
from documents.rendering.framing import read_blobs, write_blobs

_START_SECONDS = 60.0  # loading the libraries on a busy machine
_ROOT = Path(__file__).resolve().parents[2]


class RenderPool:
    """`workers` children; `seconds` of time and `memory_mb` of address space per rendering. Safe between threads."""

    def __init__(self, workers: int = 1, seconds: float = 20, memory_mb: int = 1024) -> None:
        self._seconds = seconds
        self._memory_mb = memory_mb
        self._closed = False
        self._idle: queue.Queue[_Child | None] = queue.Queue()
        for _ in range(max(1, workers)):
            self._idle.put(self._start())

    def render(
        self,
        html: str,
        assets: Mapping[str, bytes],
        identifier: bytes,
        created: datetime,
        data: bytes | None = None,
    ) -> bytes:
        """As `render_pdf`; also raises `RenderingFailed("rendering_timed_out")` and `("renderer_died")`."""
        if self._closed:
            raise RenderingFailed("renderer_closed")
        child = self._idle.get()
        try:
            child = child if child is not None and child.is_alive() else self._start()
            return child.render(_request(html, assets, identifier, created, data), self._seconds)
        finally:
            usable = child is not None and child.is_alive() and not self._closed
            if child is not None and not usable:
                child.stop()
            self._idle.put(child if usable else None)

    def close(self) -> None:
        """End all children; a rendering under way fails."""
        self._closed = True
        while True:
            try:
                child = self._idle.get_nowait()
            except queue.Empty:
                return
            if child is not None:
                child.stop()

    def _start(self) -> "_Child":
        return _Child(self._seconds, self._memory_mb)


class _Child:
    def __init__(self, seconds: float, memory_mb: int) -> None:
        self._folder = tempfile.mkdtemp(prefix="sprava-render-")  # fonts of a document; a killed child cleans nothing
        self._process = subprocess.Popen(  # noqa: S603 - our own program, no words from outside
            [
                sys.executable,
                "-m",
                "documents.rendering.child",
                str(max(1, round(seconds))),
                str(memory_mb),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env={
                "PATH": "/usr/bin:/bin",
                "LANG": "C.UTF-8",
                "PYTHONPATH": str(_ROOT),
                "PYTHONDONTWRITEBYTECODE": "1",
            },
            start_new_session=True,
        )
        self._ready = False

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def render(self, request: list[bytes], seconds: float) -> bytes:
        if not self._ready:
            self._exchange(None, _START_SECONDS)
            self._ready = True
        answer = self._exchange(request, seconds)
        if answer[0] == b"done" and len(answer) == 2:
            return answer[1]
        raise _failure(answer[-1])

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:
                    continue
        shutil.rmtree(self._folder, ignore_errors=True)

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
            raise RenderingFailed("rendering_timed_out" if timed_out.is_set() else "renderer_died") from error
        finally:
            timer.cancel()


def _request(
    html: str,
    assets: Mapping[str, bytes],
    identifier: bytes,
    created: datetime,
    data: bytes | None,
) -> list[bytes]:
    header = {
        "assets": list(assets),
        "identifier": identifier.hex(),
        "created": created.isoformat(),
        "has_data": data is not None,
    }
    return [json.dumps(header).encode(), html.encode(), data or b"", *assets.values()]


def _failure(details: bytes) -> RenderingFailed:
    try:
        told = json.loads(details)
        return RenderingFailed(
            str(told["code"]),
            {str(key): str(value) for key, value in told["data"].items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return RenderingFailed("renderer_died")
