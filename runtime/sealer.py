"""Seals the histories of every town with that town's seal key (house.md, "Chain per case")."""

from __future__ import annotations

import logging

from documents.signing.signer import Signer
from effects.history_seal import HistorySealKey
from effects.keyring import SEAL
from runtime.boot import Runtime
from store.queries.towns import hosts

_LOG = logging.getLogger(__name__)


class Sealer:
    """Opened keys are kept, for opening one is slow by design; a renewed key is told by its certificate."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._opened: dict[bytes, Signer] = {}

    def seal_all(self) -> None:
        """One seal for each town whose cases have changed. A town without a seal key is passed over, and said once."""
        with self._runtime.database.reading(0) as look:
            municipalities = sorted(set(hosts(look).values()))
        for municipality in municipalities:
            key = self._key(municipality)
            if key is not None:
                sealing = HistorySealKey(key, self._runtime.clock.now)
                self._runtime.units.seal_histories(municipality, sealing, self._runtime.clock.now())

    def _key(self, municipality: int) -> Signer | None:
        kept = self._runtime.toolbox.records.key(municipality, SEAL)
        if kept is None:
            _LOG.debug("municipality %d has no seal key: its histories are chained but not sealed", municipality)
            return None
        if kept.certificate not in self._opened:
            self._opened[kept.certificate] = self._runtime.toolbox.keyring.open_seal(kept)
        return self._opened[kept.certificate]
