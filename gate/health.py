"""Whether everything needed is there: database, a living worker, the document storage."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from documents.errors import DocumentError
from documents.storage.port import ContentStore
from gate.doors import doors
from store.errors import StoreUnavailable
from store.queries.machinery import workers_alive

_LOG = logging.getLogger("sprava.gate")
_SILENCE_SECONDS = 45.0
_NOBODYS = 0
_PROBE = b"Sprava puts and reads this to see whether the storage works.\n"


def readiness() -> Mapping[str, bool]:
    """Each dependency and whether it answers."""
    here = doors()
    database = worker = False
    try:
        with here.database.reading(_NOBODYS) as look:
            worker = workers_alive(look, here.application.clock.now(), _SILENCE_SECONDS) > 0
        database = True
    except StoreUnavailable as error:
        _LOG.warning("not ready: %s", error.code)
    return {"database": database, "worker": worker, "storage": _storage_takes_and_gives(here.storage)}


def _storage_takes_and_gives(storage: ContentStore) -> bool:
    try:
        storage.get(_NOBODYS, storage.put(_NOBODYS, _PROBE))
    except DocumentError as error:
        _LOG.warning("not ready: %s", error.code)
        return False
    return True
