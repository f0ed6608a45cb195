"""Codes of a generator on somebody's telephone: RFC 6238 as every one of them does it, six digits, thirty seconds,
SHA-1. The only import of the library's TOTP."""

from __future__ import annotations

import base64
import hmac
import secrets
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

_BYTES = 20
_DIGITS = 6
_STEP = 30
# A telephone's clock may be half a minute off either way (RFC 6238, 5.2).
_NEAR = (0, -1, 1)


def fresh_secret() -> bytes:
    """160 random bits (RFC 4226, 4)."""
    return secrets.token_bytes(_BYTES)


def typed_secret(secret: bytes) -> str:
    """The secret as people type it into a generator: base32."""
    return base64.b32encode(secret).decode()


def provisioning_uri(secret: bytes, username: str, issuer: str) -> str:
    """`otpauth://totp/…`, what the QR code holds."""
    return _generator(secret).get_provisioning_uri(username, issuer)


def code_at(secret: bytes, step: int) -> str:
    """The code of a time step (Unix time divided by thirty)."""
    return _generator(secret).generate(step * _STEP).decode()


def step_of(secret: bytes, code: str, now: datetime) -> int | None:
    """The time step whose code this is, at most one away from now; None for a wrong code."""
    present = int(now.timestamp()) // _STEP
    matching = [
        present + near for near in _NEAR if hmac.compare_digest(code_at(secret, present + near).encode(), code.encode())
    ]
    return matching[0] if matching else None


def _generator(secret: bytes) -> TOTP:
    return TOTP(secret, _DIGITS, SHA1(), _STEP)  # noqa: S303  # RFC 6238's own; HMAC-SHA-1 is not broken
