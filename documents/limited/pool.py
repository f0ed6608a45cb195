"""Some limited processes of one kind, shared by threads: one that died is replaced when it is next needed."""

import queue

from documents.errors import ChildFailed
from documents.limited.process import LimitedProcess


class LimitedPool:
    """`workers` processes that run `module`, started when they are first needed. Safe between threads."""

    def __init__(self, module: str, *, workers: int = 1, seconds: float = 20, memory_mb: int = 1024) -> None:
        self._module = module
        self._seconds = seconds
        self._memory_mb = memory_mb
        self._closed = False
        self._idle: queue.Queue[LimitedProcess | None] = queue.Queue()
        for _ in range(max(1, workers)):
            self._idle.put(None)

    def warm_up(self) -> None:
        """Starts what is not running, without waiting for it."""
        for _ in range(self._idle.qsize()):
            child = self._idle.get()
            self._idle.put(child or self._start())

    def ask(self, request: list[bytes]) -> list[bytes]:
        """The answer of one of them. Raises `ChildFailed`: `timed_out`, `died`, `closed`."""
        if self._closed:
            raise ChildFailed("closed")
        child = self._idle.get()
        try:
            child = child if child is not None and child.is_alive() else self._start()
            return child.ask(request)
        finally:
            usable = child is not None and child.is_alive() and not self._closed
            if child is not None and not usable:
                child.stop()
            self._idle.put(child if usable else None)

    def close(self) -> None:
        """Ends all; a request under way fails."""
        self._closed = True
        while True:
            try:
                child = self._idle.get_nowait()
            except queue.Empty:
                return
            if child is not None:
                child.stop()

    def _start(self) -> LimitedProcess:
        return LimitedProcess(self._module, self._seconds, self._memory_mb)
