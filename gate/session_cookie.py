"""The cookie of a signed-in session: an opaque 256-bit id of which the server keeps only the SHA-256 (rules.md 12)."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from flask import Request, Response

LIFETIME = timedelta(hours=12)
_BYTES = 32
_LENGTH = 43


def cookie_name(*, https: bool) -> str:
    """`__Host-` binds the cookie to this host and https; browsers refuse that prefix on http."""
    return "__Host-sprava" if https else "sprava"


def fresh_id() -> str:
    """A new id, 43 letters of URL-safe base64."""
    return secrets.token_urlsafe(_BYTES)


def fresh_csrf_token() -> str:
    """What unsafe requests of one session must show."""
    return secrets.token_urlsafe(24)


def digest(identifier: str) -> bytes:
    """What the row is kept under. The id is random, so a plain hash is enough."""
    return hashlib.sha256(identifier.encode()).digest()


def read_cookie(request: Request, *, https: bool) -> str | None:
    """The id a request carries, if it looks like one of ours."""
    value = request.cookies.get(cookie_name(https=https), "")
    return value if len(value) == _LENGTH else None


def write_cookie(response: Response, identifier: str, *, https: bool) -> None:
    """Sets the cookie for the browser's session; its real end is the row's."""
    response.set_cookie(cookie_name(https=https), identifier, httponly=True, secure=https, samesite="Lax", path="/")


def drop_cookie(response: Response, *, https: bool) -> None:
    """Takes the cookie away."""
    response.delete_cookie(cookie_name(https=https), httponly=True, secure=https, samesite="Lax", path="/")
