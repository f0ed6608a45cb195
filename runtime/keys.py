"""Keys for one purpose each, derived from the installation's secret: a key that leaks opens one thing."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """32 bytes each. `secret` is the installation's own, for the doors' further keys."""

    secret: bytes = field(repr=False)
    links: bytes = field(repr=False)
    vault: bytes = field(repr=False)
    signing: bytes = field(repr=False)
    delivery_reports: bytes = field(repr=False)


def derive_keys(secret: str) -> Keys:
    """HMAC-SHA256 of each purpose's name under the secret (long and random: runtime/secret_strength.py)."""
    root = secret.encode()

    def key(purpose: str) -> bytes:
        return hmac.new(root, f"sprava/runtime/{purpose}".encode(), hashlib.sha256).digest()

    return Keys(
        secret=root,
        links=key("status links"),
        vault=key("personal values"),
        signing=key("signing keys"),
        delivery_reports=key("delivery reports"),
    )
