"""Which of our languages an answer is in: what the reader chose (`?lang=`, kept in a cookie), else what their program
asks for (RFC 9110, Accept-Language), else Ukrainian."""

from __future__ import annotations

from functools import lru_cache

from flask import g, has_request_context, request

DEFAULT = "uk"
LANGUAGES = ("uk", "en", "ru")
COOKIE = "sprava_lang"
"""Where a page keeps the reader's choice."""


@lru_cache(maxsize=256)
def preferred(header: str | None) -> str:
    """The language of ours that an `Accept-Language` value likes best; `uk` for none, nonsense or a wildcard."""
    best, weight = DEFAULT, 0.0
    for part in (header or "")[:500].split(","):
        tag, _, parameters = part.partition(";")
        language = tag.strip().lower().split("-")[0]
        quality = _quality(parameters)
        if language in LANGUAGES and quality > weight:
            best, weight = language, quality
    return best


def current_language() -> str:
    """The language of the request being answered."""
    if not has_request_context():
        return DEFAULT
    known: str | None = g.get("language")
    if known is None:
        known = g.language = _asked()
    return known


def _asked() -> str:
    for chosen in (request.args.get("lang"), request.cookies.get(COOKIE)):
        if chosen in LANGUAGES:
            return chosen
    return preferred(request.headers.get("Accept-Language"))


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0
