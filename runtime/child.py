"""One child process of `sprava run`: started, watched, started again after a crash, stopped with its descendants."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence

from runtime.parent_death import end_with_parent

_FIRST_PAUSE_SECONDS = 0.5
_LONGEST_PAUSE_SECONDS = 30.0
_STEADY_SECONDS = 60.0


class Child:
    """A command that shall run for as long as we do; a crash is followed by a start after a pause that doubles."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        environ: Mapping[str, str],
        when_we_die: Callable[[], None] = end_with_parent,
    ) -> None:
        self.name = name
        self._when_we_die = when_we_die
        self._command = list(command)
        self._environ = dict(environ)
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._pause = _FIRST_PAUSE_SECONDS
        self._start_at: float | None = None

    @property
    def pid(self) -> int | None:
        """Process id while it runs."""
        return self._process.pid if self._process is not None else None

    def start(self) -> None:
        """Starts it in a process group of its own, tied to our life."""
        self._process = subprocess.Popen(  # noqa: S603 (our own command line)
            self._command,
            env=self._environ,
            stdin=subprocess.DEVNULL,
            # A group of its own: Ctrl-C reaches it once, from us; and a crash takes what it has left behind along.
            start_new_session=True,
            preexec_fn=self._when_we_die,  # noqa: PLW1509 (one system call, nothing that takes a lock)
        )
        self._started = time.monotonic()
        self._start_at = None

    def tend(self) -> int | None:
        """Looks after it once: answers the exit code of a crash found now; starts it again when its pause is over."""
        now = time.monotonic()
        if self._process is None:
            if self._start_at is not None and now >= self._start_at:
                self.start()
            return None
        code = self._process.poll()
        if code is None:
            return None
        self._kill_group(self._process.pid)
        self._process = None
        if now - self._started > _STEADY_SECONDS:
            self._pause = _FIRST_PAUSE_SECONDS
        self._start_at = now + self._pause
        self._pause = min(self._pause * 2, _LONGEST_PAUSE_SECONDS)
        return code

    def ask_to_stop(self) -> None:
        """SIGTERM: finish what is under way and end."""
        self._start_at = None
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def wait_stopped(self, seconds: float) -> bool:
        """Waits for the end, then kills what is left of its group; true when it ended by itself."""
        if self._process is None:
            return True
        try:
            self._process.wait(max(seconds, 0.0))
            ended = True
        except subprocess.TimeoutExpired:
            ended = False
        self._kill_group(self._process.pid)
        self._process.wait()
        self._process = None
        return ended

    @staticmethod
    def _kill_group(pid: int) -> None:
        try:
            os.killpg(pid, signal.SIGKILL)
        except ProcessLookupError:
            return
