"""Sends the pages' own style sheets, scripts and drawings packed (gzip) to browsers that take them so.

Assets only: they hold no secret, so nothing can be guessed from how well they pack. Pages themselves do, and are small.
"""

from __future__ import annotations

import gzip
from functools import lru_cache

from flask import Flask, Response, request

_PACKED = frozenset({"text/css", "text/javascript", "application/javascript", "image/svg+xml", "application/json"})
_SMALL = 600


def plug_packed_assets(app: Flask) -> None:
    """Packs what the endpoint `web.static` of `app` answers."""

    @app.after_request
    def pack(response: Response) -> Response:
        if request.endpoint != "web.static" or response.mimetype not in _PACKED or response.status_code != 200:
            return response
        response.vary.add("Accept-Encoding")
        if not request.accept_encodings["gzip"]:
            return response
        response.direct_passthrough = False
        whole = response.get_data()
        if len(whole) < _SMALL:
            return response
        response.set_data(_packed(whole))
        response.headers["Content-Encoding"] = "gzip"
        etag, _weak = response.get_etag()
        if etag:
            # The same thing in other bytes: a browser that has it is still told so.
            response.set_etag(etag, weak=True)
        return response


@lru_cache(maxsize=64)
def _packed(whole: bytes) -> bytes:
    return gzip.compress(whole, 9, mtime=0)
