"""The token of a status link (rules.md 14): computed, never stored; the store keeps its SHA-256.

Pure. 14 letters of 32 are 70 bits. The alphabet leaves out 0, 1, I and O, which people mistake for each other.
"""

from __future__ import annotations

import hashlib
import hmac
from uuid import UUID

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 14
_BITS_PER_LETTER = 5


def token(link_key: bytes, case: UUID, person: UUID, generation: int) -> str:
    """The token of one person's link on one case: HMAC-SHA256 over case, person and generation (4 bytes, big-endian)."""
    message = case.bytes + person.bytes + generation.to_bytes(4)
    digest = hmac.new(link_key, message, hashlib.sha256).digest()
    number = int.from_bytes(digest) >> (len(digest) * 8 - LENGTH * _BITS_PER_LETTER)
    letters = []
    for _ in range(LENGTH):
        number, index = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[index])
    return "".join(reversed(letters))


def digest(given: str) -> bytes | None:
    """What the store looks a token up by, or None when `given` cannot be a token; small letters count as capitals."""
    written = given.strip().upper()
    if len(written) != LENGTH or any(letter not in ALPHABET for letter in written):
        return None
    return hashlib.sha256(written.encode("ascii")).digest()
