"""`Idempotency-Key` of a request as the command's key: who it belongs to, and what it was sent with (rules.md 2).

The body's fingerprint is keyed by the installation's secret: a body may hold a PIN, and a plain hash of six digits
falls offline.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from uuid import UUID

from flask import Request

from gate.problems import GateRefusal
from workflow.ports.idempotency import STAFF_SCOPE, IdempotencyKey

HEADER = "Idempotency-Key"
_SHAPE = re.compile(r"[\x21-\x7e]{1,200}")


def key_of(
    request: Request, *, username: str | None, secret: bytes, body: bytes | None = None
) -> IdempotencyKey | None:
    """The key, or None if the request names none. InvalidInput for a malformed one: the public must use UUIDs, so
    that nobody meets another's key by chance. `body` stands for the request's own where that differs between retries
    (multipart)."""
    value = request.headers.get(HEADER)
    if value is None:
        return None
    if not _SHAPE.fullmatch(value) or (username is None and not _is_uuid(value)):
        raise GateRefusal("invalid_input", errors={HEADER: ("invalid_value",)})
    fingerprint = hmac.new(secret, digestmod=hashlib.sha256)
    for part in (request.method, request.path, request.headers.get("If-Match", "")):
        fingerprint.update(part.encode() + b"\0")
    fingerprint.update(request.get_data(cache=True) if body is None else body)
    scope = f"{STAFF_SCOPE}{username}" if username else "public"
    return IdempotencyKey(scope=scope, key=value, body=fingerprint.hexdigest())


def key_of_staff(request: Request) -> str | None:
    """The text of the key alone, as far as it is one that `key_of` takes from somebody signed in."""
    value = request.headers.get(HEADER)
    return value if value is not None and _SHAPE.fullmatch(value) else None


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
