"""The store could not serve: nothing is wrong with what was asked. The edge answers 503 with `Retry-After`."""

from __future__ import annotations


class StoreUnavailable(Exception):
    """No database, or the connection broke. A command that was being committed may or may not have happened."""

    code = "store_unavailable"


class StoreBusy(StoreUnavailable):
    """Waited too long for a lock, a connection or a statement; nothing happened."""

    code = "store_busy"
