"""Codes on paper for the day the telephone is lost: ten, each works once; the server keeps keyed hashes."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from gate.derived_keys import derived_key

HOW_MANY = 10
LENGTH = 14
# Nothing that is mistaken for something else; 12 of 31 letters are 59 bits.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _IN_GROUP = 3, 4


def fresh_codes() -> tuple[str, ...]:
    """`abcd-efgh-jkmn`, shown once."""
    return tuple("-".join(_group() for _ in range(_GROUPS)) for _ in range(HOW_MANY))


def code_digest(server_secret: bytes, username: str, code: str) -> bytes:
    """What a code is kept under; case, spaces and hyphens do not matter."""
    plain = "".join(letter for letter in code.lower() if letter.isalnum())
    key = derived_key(server_secret, "recovery codes")
    return hmac.new(key, f"{username}|{plain}".encode(), hashlib.sha256).digest()


def _group() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_IN_GROUP))
