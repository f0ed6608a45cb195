"""Ties a process to its parent: when the parent dies, however it dies, the kernel sends a signal. Linux only.

The tie is to the parent's thread that started the process, so start children from a thread that stays.
"""

from __future__ import annotations

import ctypes
import signal
import sys

_SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)
# Loaded once, before any fork: between fork and exec nothing may take a lock.
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def end_with_parent(number: signal.Signals = signal.SIGTERM) -> None:
    """Asks for `number` to be sent to this process when its parent ends; does nothing where the kernel cannot."""
    if _LIBC is not None:
        _LIBC.prctl(_SET_PARENT_DEATH_SIGNAL, int(number))


def kill_with_parent() -> None:
    """The same with SIGKILL, for a process whose own children end in order when it does."""
    end_with_parent(signal.SIGKILL)


def interrupt_with_parent() -> None:
    """The same with SIGINT, which PostgreSQL takes as: cut clients off and stop in order."""
    end_with_parent(signal.SIGINT)
