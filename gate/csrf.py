"""Cross-site request forgery: every unsafe request borne by the session cookie shows the session's token (rules.md 16).

A header `X-CSRF-Token` from programs in the browser, a hidden field `csrf_token` from plain forms. Bearer tokens and
status links are not sent by a browser on its own, so they need none; a foreign `Origin` is refused all the same.
"""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

from flask import Request

from gate.problems import GateRefusal

HEADER = "X-CSRF-Token"
FIELD = "csrf_token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def check_csrf(request: Request, expected: str) -> None:
    """GateRefusal `csrf` unless the request carries the session's token."""
    shown = request.headers.get(HEADER) or _field(request)
    if not hmac.compare_digest(shown.encode(), expected.encode()):
        raise GateRefusal("csrf")


def check_origin(request: Request) -> None:
    """GateRefusal `csrf` when a browser says the request comes from a page that is not ours."""
    origin = request.headers.get("Origin")
    if origin and origin != "null" and urlsplit(origin).netloc != request.host:
        raise GateRefusal("csrf")
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise GateRefusal("csrf")


def _field(request: Request) -> str:
    if request.mimetype not in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return ""
    return request.form.get(FIELD, "")
