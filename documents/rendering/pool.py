"""Rendering in limited child processes: a hostile or endless paper costs one child and some seconds.

Must not import WeasyPrint: only the children do.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from documents.errors import ChildFailed, RenderingFailed
from documents.limited.pool import LimitedPool

_LONG = 100_000
"""Letters of HTML: a letter of one page has seven thousand."""
_FAILURES = {"timed_out": "rendering_timed_out", "died": "renderer_died", "closed": "renderer_closed"}


class RenderPool:
    """`workers` children; `seconds` of time and `memory_mb` of address space per rendering. Safe between threads.

    A long paper, such as a list of thousands of rows, has one child of its own and six times the time: it takes time by
    its length, and nobody else waits for it.
    """

    def __init__(self, workers: int = 1, seconds: float = 20, memory_mb: int = 1024) -> None:
        self._pool = LimitedPool("documents.rendering.child", workers=workers, seconds=seconds, memory_mb=memory_mb)
        self._pool.warm_up()
        self._long = LimitedPool("documents.rendering.child", seconds=6 * seconds, memory_mb=memory_mb)

    def render(
        self,
        html: str,
        assets: Mapping[str, bytes],
        identifier: bytes,
        created: datetime,
        data: bytes | None = None,
        shows: Sequence[str] = (),
    ) -> bytes:
        """As `render_pdf`; also raises `RenderingFailed("rendering_timed_out")` and `("renderer_died")`."""
        try:
            pool = self._long if len(html) > _LONG else self._pool
            answer = pool.ask(_request(html, assets, identifier, created, data, shows))
        except ChildFailed as error:
            raise RenderingFailed(_FAILURES[error.code]) from error
        if answer[0] == b"done" and len(answer) == 2:
            return answer[1]
        raise _failure(answer[-1])

    def close(self) -> None:
        """End all children; a rendering under way fails."""
        self._pool.close()
        self._long.close()


def _request(
    html: str,
    assets: Mapping[str, bytes],
    identifier: bytes,
    created: datetime,
    data: bytes | None,
    shows: Sequence[str],
) -> list[bytes]:
    header = {
        "assets": list(assets),
        "identifier": identifier.hex(),
        "created": created.isoformat(),
        "has_data": data is not None,
        "shows": list(shows),
    }
    return [json.dumps(header).encode(), html.encode(), data or b"", *assets.values()]


def _failure(details: bytes) -> RenderingFailed:
    try:
        told = json.loads(details)
        return RenderingFailed(
            str(told["code"]),
            {str(key): str(value) for key, value in told["data"].items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return RenderingFailed("renderer_died")
