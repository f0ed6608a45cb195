"""Bearer tokens of machines (RFC 6750): `sprava_` and 43 letters; the server keeps only the SHA-256."""

from __future__ import annotations

import hashlib
import secrets

from flask import Request

from gate.problems import GateRefusal

_PREFIX = "sprava_"
_LENGTH = len(_PREFIX) + 43


def fresh_token() -> str:
    """A new token; shown once."""
    return _PREFIX + secrets.token_urlsafe(32)


def token_digest(token: str) -> bytes:
    """What the row is kept under. The token is random, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).digest()


def bearer_digest(request: Request) -> bytes | None:
    """The digest of the token a request carries, None without an Authorization header; GateRefusal `wrong_token` for
    another scheme or shape."""
    value = request.headers.get("Authorization")
    if value is None:
        return None
    scheme, _, token = value.partition(" ")
    token = token.strip()
    if scheme.lower() != "bearer" or len(token) != _LENGTH or not token.startswith(_PREFIX):
        raise GateRefusal("wrong_token")
    return token_digest(token)
