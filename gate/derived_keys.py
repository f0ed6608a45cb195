"""One key per purpose from the installation's secret: HMAC-SHA256 of the purpose's name, so that no two uses share a
key."""

from __future__ import annotations

import hashlib
import hmac
from functools import lru_cache


@lru_cache(maxsize=32)
def derived_key(secret: bytes, purpose: str) -> bytes:
    """32 bytes for `purpose`."""
    return hmac.new(secret, b"sprava/gate/" + purpose.encode(), hashlib.sha256).digest()
