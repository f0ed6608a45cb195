"""Deletes in every town what has expired, and then the bytes that nothing names any more (rules.md 11)."""

from __future__ import annotations

import logging
from functools import partial

from documents.errors import StorageUnavailable
from runtime.boot import Runtime
from store.queries.towns import hosts
from store.unit_of_work import Keeper

_LOG = logging.getLogger(__name__)


class Housekeeping:
    """Bytes go only after the rows that named them are gone for good, and only if nothing else names them.

    What the storage would not remove is remembered and tried again in the next round.
    """

    def __init__(self, runtime: Runtime, keeper: Keeper) -> None:
        self._runtime = runtime
        self._keeper = keeper
        self._owed: set[tuple[int, str]] = set()

    def clean_all(self) -> int:
        """One round; how many contents were removed."""
        with self._runtime.database.reading(0) as look:
            municipalities = sorted(set(hosts(look).values()))
        for municipality in municipalities:
            forgotten = self._keeper.clean(municipality, self._runtime.clock.now())
            self._owed.update((municipality, sha256) for sha256 in forgotten.contents)
        return sum(self._let_go(municipality, sha256) for municipality, sha256 in sorted(self._owed))

    def _let_go(self, municipality: int, sha256: str) -> bool:
        remove = partial(self._runtime.toolbox.contents.remove, municipality, sha256)
        try:
            removed = self._keeper.let_go(municipality, sha256, remove)
        except StorageUnavailable:
            _LOG.warning("the storage would not remove bytes nobody needs; the next round tries again")
            return False
        self._owed.discard((municipality, sha256))
        return removed
