"""Binds a signing session to the sign-in it began in: its secret is told masked with the sign-in's own digest
(api.md, signing-sessions).

The same secret shown from another sign-in unmasks to something else and opens nothing; signing out ends its use.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac

from gate.problems import GateRefusal
from gate.signin import Account


def told(secret: str, found: Account) -> str:
    """The desk's secret (URL-safe base64 without padding) as it is told to whoever is signed in."""
    return _masked(secret, found)


def meant(secret: str, found: Account) -> str:
    """The desk's secret again; GateRefusal `unknown_signing_session` for something that never was one."""
    return _masked(secret, found)


def _masked(secret: str, found: Account) -> str:
    try:
        plain = base64.b64decode(secret + "=" * (-len(secret) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise GateRefusal("unknown_signing_session") from None
    key = found.session or found.member.username.encode()
    mask = hmac.new(key, b"signing session", hashlib.sha512).digest()
    if len(plain) > len(mask):
        raise GateRefusal("unknown_signing_session")
    mixed = bytes(one ^ other for one, other in zip(plain, mask, strict=False))
    return base64.urlsafe_b64encode(mixed).decode().rstrip("=")
