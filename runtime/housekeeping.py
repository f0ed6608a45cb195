"""Deletes in every town what has expired or was erased, and then the bytes that nothing names any more (rules.md 11,
24)."""

from __future__ import annotations

import logging
from functools import partial

from documents.errors import StorageUnavailable
from runtime import erasure_list
from runtime.boot import Runtime
from store.queries.retention import erasures
from store.queries.towns import hosts
from store.unit_of_work import Keeper
from store.writes.keeping import AT_ONCE

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
        removed = sum(self._let_go(municipality, sha256) for municipality, sha256 in sorted(self._owed))
        for municipality in municipalities:
            self._erase(municipality)
        return removed

    def erase_again(self, municipality: int) -> None:
        """Applies a town's whole list of erasures anew, after a restore."""
        self._carry_out(municipality, again=True)

    def _erase(self, municipality: int) -> None:
        while True:
            with self._runtime.database.reading(municipality) as look:
                waiting = erasures(look, waiting=True, limit=AT_ONCE)
            if not waiting:
                return
            # The list outside comes first: killed in between, a restore erases what is still there to be erased.
            erasure_list.note(self._runtime.settings.list_folders, municipality, waiting)
            if not self._carry_out(municipality, again=False):
                return

    def _carry_out(self, municipality: int, *, again: bool) -> bool:
        """Whether everything is gone; what the storage would not remove is begun again in the next round."""
        erasing = self._keeper.erase(municipality, again=again)
        for sha256 in sorted(erasing.contents):
            self._owed.add((municipality, sha256))
            self._let_go(municipality, sha256)
        if any((municipality, sha256) in self._owed for sha256 in erasing.contents):
            return False
        self._keeper.erased(municipality, erasing, self._runtime.clock.now())
        return True

    def _let_go(self, municipality: int, sha256: str) -> bool:
        remove = partial(self._runtime.toolbox.contents.remove, municipality, sha256)
        try:
            removed = self._keeper.let_go(municipality, sha256, remove)
        except StorageUnavailable:
            _LOG.warning("the storage would not remove bytes nobody needs; the next round tries again")
            return False
        self._owed.discard((municipality, sha256))
        return removed
