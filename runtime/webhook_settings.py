"""Machines that want to hear of cases, as the setting `SPRAVA_WEBHOOKS` names them. Pure: text in, values out."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
_SHORTEST_SECRET = 24
_KEYS = frozenset({"url", "secret", "private"})


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookSettings:
    """`private`: the machine may stand on an address that is not public (this house's own network)."""

    url: str
    secret: str = field(repr=False)
    private: bool = False


def read_webhooks(text: str) -> Mapping[str, WebhookSettings]:
    """`{"gis": {"url": "https://…", "secret": "…", "private": false}}`, by the names that definitions use.

    Raises ValueError with what is wrong, without the secret.
    """
    try:
        told = json.loads(text)
    except ValueError:
        raise ValueError("is no JSON") from None
    if not isinstance(told, dict):
        raise ValueError("must map names to addresses")  # noqa: TRY004 - a wrong setting, whatever its type
    return {name: _one(name, value) for name, value in told.items()}


def _one(name: str, told: object) -> WebhookSettings:
    if not _NAME.fullmatch(name):
        raise ValueError("a name is made of a-z, 0-9 and _")
    if not isinstance(told, dict) or set(told) - _KEYS:
        raise ValueError(f"{name}: takes url, secret and private")
    url, secret, private = told.get("url"), told.get("secret"), told.get("private", False)
    if not isinstance(private, bool):
        raise ValueError(f"{name}: private is true or false")  # noqa: TRY004 - a wrong setting, whatever its type
    if not isinstance(secret, str) or len(secret) < _SHORTEST_SECRET:
        raise ValueError(f"{name}: the secret has at least {_SHORTEST_SECRET} characters")
    parts = urlsplit(url if isinstance(url, str) else "")
    if not parts.hostname or parts.username or parts.fragment or parts.scheme not in ("https", "http"):
        raise ValueError(f"{name}: the url begins with https:// and has no sign-in in it")
    if parts.scheme == "http" and not private:
        raise ValueError(f"{name}: http only where private is true")
    return WebhookSettings(url=str(url), secret=secret, private=private)
