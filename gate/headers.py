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

# Status links and drafts must not leak by referrer, cache or index; the API's own and the pages' paths.
_LINK_PATHS = ("/s/", "/drafts/", "/api/v1/status/")


_ALWAYS = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "SAMEORIGIN"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", "geolocation=(self), camera=(self), microphone=(self)"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
_OVER_HTTPS = (("Strict-Transport-Security", "max-age=31536000"),)
_NOT_KEPT = (("Cache-Control", "no-store"),)


def plug_headers(app: Flask, *, https: bool, pictures: str = "") -> None:
    """Puts the headers on every answer of `app`. `pictures`: whose images may be shown besides (tiles)."""
    policy = CONTENT_SECURITY_POLICY.replace("img-src 'self'", f"img-src 'self' {pictures}".rstrip())
    asset = _known((("Content-Security-Policy", policy), *_ALWAYS, *(_OVER_HTTPS if https else ())))
    usual = (*asset, *_known(_NOT_KEPT))

    @app.after_request
    def add(response: Response) -> Response:
        headers = response.headers
        own = {name.lower() for name, _ in headers}
        asked = request._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001  # once, not at each question
        is_asset = (asked.endpoint or "").rpartition(".")[2] == "static"
        for known, name, value in asset if is_asset else usual:
            if known not in own:
                headers.add(name, value)
        if asked.path.startswith(_LINK_PATHS):
            headers["Referrer-Policy"] = "no-referrer"
            headers["Cache-Control"] = "no-store"
            headers["X-Robots-Tag"] = "noindex, nofollow"
        return response


def _known(headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str, str], ...]:
    """Each with its name as names are compared."""
    return tuple((name.lower(), name, value) for name, value in headers)
