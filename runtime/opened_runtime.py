"""A plugged-together process for one command of the command line, on whatever database is there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from runtime.boot import Runtime, boot
from runtime.database import opened_database
from runtime.settings import from_environment


@contextmanager
def opened_runtime() -> Iterator[Runtime]:
    """By the environment's settings; an embedded database that is not running is started for as long as this takes."""
    with opened_database(from_environment()) as settings:
        runtime = boot(settings, connections=2)
        try:
            yield runtime
        finally:
            runtime.close()
