"""Security headers of every answer (rules.md 14, 16): no inline script or style, nothing from third parties, nothing
kept in caches.

Assets (an endpoint named `static`) may be cached; a view that sets one of these headers itself keeps its own value.
"""

from __future__ import annotations

from flask import Flask, Response, request

CONTENT_SECURITY_POLICY = "; ".join(  # noqa: FLY002 — one directive a line is what people read
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "frame-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
        "base-uri 'none'",
    )
)

# Status links must not leak by referrer, cache or index; the API's own and the pages' paths.
_LINK_PATHS = ("/s/", "/api/v1/status/")


def plug_headers(app: Flask, *, https: bool) -> None:
    """Puts the headers on every answer of `app`."""

    @app.after_request
    def add(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("X-Frame-Options", "SAMEORIGIN")
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("Permissions-Policy", "geolocation=(self), camera=(self), microphone=(self)")
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if https:
            headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if (request.endpoint or "").rpartition(".")[2] != "static":
            headers.setdefault("Cache-Control", "no-store")
        if request.path.startswith(_LINK_PATHS):
            headers["Referrer-Policy"] = "no-referrer"
            headers["Cache-Control"] = "no-store"
            headers["X-Robots-Tag"] = "noindex, nofollow"
        return response
