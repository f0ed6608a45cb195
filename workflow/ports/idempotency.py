"""Idempotency keys and the replies kept under them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

STAFF_SCOPE = "staff:"
"""How the scope of an account's idempotency keys begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdempotencyKey:
    """Unique per municipality, scope (`STAFF_SCOPE` with the username, or `public`) and key; `body` is the request's
    SHA-256."""

    scope: str
    key: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReply:
    """The bytes that were answered, with placeholders for status links."""

    status: int
    headers: Mapping[str, str]
    body: bytes
