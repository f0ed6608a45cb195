"""The digits that prove a voter's phone: computed like the code of a status link, never stored. Pure."""

from __future__ import annotations

import hashlib
import hmac
from uuid import UUID

from workflow.status_link import CODE_DIGITS


def vote_code(link_key: bytes, case: UUID, phone: str, window: int) -> str:
    """Six digits for one phone, one voting and one stretch of time; taken in its own window and the next."""
    message = b"vote code|" + case.bytes + window.to_bytes(8) + phone.encode()
    number = int.from_bytes(hmac.new(link_key, message, hashlib.sha256).digest())
    return str(number % 10**CODE_DIGITS).zfill(CODE_DIGITS)
