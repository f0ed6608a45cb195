"""Work that comes back every few seconds in the worker: sweeping timers, sealing, bringing jobs of dead workers back.

What is to be done is handed in by `runtime/boot.py`; here is only how often, and what happens when it fails.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_LOG = logging.getLogger(__name__)
_LONGEST_PAUSE_SECONDS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """One recurring work: `run` is called, then again `every` seconds after it has ended."""

    name: str
    every: float
    run: Callable[[], None]


def run_loops(loops: Sequence[Loop], stop: threading.Event) -> None:
    """Runs all loops, each in a thread of its own, until `stop` is set; returns when each has finished its last round.

    A round that fails is logged and tried again, after a pause that doubles up to a minute; the other loops go on.
    """
    threads = [threading.Thread(target=_run_loop, args=(loop, stop), name=loop.name, daemon=True) for loop in loops]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _run_loop(loop: Loop, stop: threading.Event) -> None:
    pause = loop.every
    while not stop.is_set():
        try:
            loop.run()
            pause = loop.every
        except Exception:  # whatever it was, the next round may succeed, and the log has it
            _LOG.exception("loop %s failed", loop.name)
            pause = min(max(pause, 1.0) * 2, _LONGEST_PAUSE_SECONDS)
        stop.wait(pause)
