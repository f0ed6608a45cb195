"""Founded towns to copy: founding one takes seconds of processor time, keys and definitions above all; a copy does not.

The first town of a kind in a test process is founded by the real commands, and its database and data folder are put
by; each later one begins as a copy of them, with the same keys, passwords and PINs.
"""

from __future__ import annotations

import atexit
import itertools
import shutil
import tempfile
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from runtime.database_urls import DatabaseUrls
from tests.database import copied, replaced

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class _PutBy:
    database: str
    data: Path
    told: Any


_PUT_BY: dict[Hashable, _PutBy] = {}
_numbers = itertools.count(1)


def founded(kind: Hashable, urls: DatabaseUrls, data: Path, found: Callable[[], T]) -> T:
    """Puts a founded town into the migrated, empty database of `urls` and into the folder `data`.

    `found` does it the first time and leaves no connection behind; what it tells is told each time. Towns of one
    `kind` must be founded alike: same settings, same instant.
    """
    # A test that kills its database has a server of its own, where nothing is put by yet.
    place = (urls.for_database("postgres").admin, kind)
    before = _PUT_BY.get(place)
    if before is not None:
        replaced(urls, before.database)
        shutil.copytree(before.data, data, dirs_exist_ok=True)
        told: T = before.told
        return told
    told = found()
    name = f"sprava_founded_{next(_numbers)}"
    copied(urls, name)
    folder = Path(tempfile.mkdtemp(prefix="sprava-founded-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    shutil.copytree(data, folder, dirs_exist_ok=True)
    _PUT_BY[place] = _PutBy(database=name, data=folder, told=told)
    return told
