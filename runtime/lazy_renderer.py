"""A render pool that starts its children at the first paper: processes that never render have none."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from datetime import datetime

from documents.rendering.pool import RenderPool


class LazyRenderer:
    """`documents.rendering.renderer.Renderer`; `workers` as in `RenderPool`."""

    def __init__(self, workers: int = 1) -> None:
        self._workers = workers
        self._pool: RenderPool | None = None
        self._lock = threading.Lock()

    def render(
        self,
        html: str,
        assets: Mapping[str, bytes],
        identifier: bytes,
        created: datetime,
        data: bytes | None = None,
        shows: Sequence[str] = (),
    ) -> bytes:
        """As `RenderPool.render`."""
        with self._lock:
            if self._pool is None:
                self._pool = RenderPool(self._workers)
            pool = self._pool
        return pool.render(html, assets, identifier, created, data, shows)

    def close(self) -> None:
        """Ends the children, if there are any."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.close()
