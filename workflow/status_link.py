"""The token of a status link (rules.md 14): computed, never stored; the store keeps its SHA-256.

Pure. 14 letters of 32 are 70 bits. The alphabet leaves out 0, 1, I and O, which people mistake for each other.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime
from uuid import UUID

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 14
_BITS_PER_LETTER = 5
CODE_DIGITS = 6
CODE_SECONDS = 300


def token(link_key: bytes, case: UUID, person: UUID, generation: int) -> str:
    """The token of one person's link on one case: HMAC-SHA256 over case, person and generation (4 bytes,
    big-endian)."""
    message = case.bytes + person.bytes + generation.to_bytes(4)
    digest = hmac.new(link_key, message, hashlib.sha256).digest()
    number = int.from_bytes(digest) >> (len(digest) * 8 - LENGTH * _BITS_PER_LETTER)
    letters = []
    for _ in range(LENGTH):
        number, index = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[index])
    return "".join(reversed(letters))


def code_window(now: datetime) -> int:
    """The number of the stretch of CODE_SECONDS that an instant lies in."""
    return int(now.timestamp()) // CODE_SECONDS


def unlock_code(link_key: bytes, case: UUID, person: UUID, window: int) -> str:
    """The six digits that open the second tier to whoever reads this person's messages, in one window of time.

    Computed like the token and never stored; a code is taken in its own window and the next.
    """
    message = b"code" + case.bytes + person.bytes + window.to_bytes(8)
    number = int.from_bytes(hmac.new(link_key, message, hashlib.sha256).digest())
    return str(number % 10**CODE_DIGITS).zfill(CODE_DIGITS)


def digest(given: str) -> bytes | None:
    """What the store looks a token up by, or None when `given` cannot be a token; small letters count as capitals."""
    written = given.strip().upper()
    if len(written) != LENGTH or any(letter not in ALPHABET for letter in written):
        return None
    return hashlib.sha256(written.encode("ascii")).digest()
