"""Runs the coroutines of pyHanko to their end from ordinary code, also where an event loop is already running."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


def finish(work: Coroutine[object, object, Result]) -> Result:
    """The result of `work`, or what it raises. It runs in a thread of its own, with its own loop."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, work).result()
