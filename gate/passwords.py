"""Passwords: argon2id hashes, and a check that takes as long for a name nobody has as for one somebody has (rules.md
12)."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# RFC 9106, second recommended option: 64 MiB, three passes.
_HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)

_NOBODY = _HASHER.hash("nobody's password: compared with when the account does not exist")

MAX_LENGTH = 200


def hashed(password: str) -> str:
    """The argon2id hash of a password, with its own salt and parameters in it."""
    return _HASHER.hash(password)


def fits(password: str, stored: str | None) -> bool:
    """Whether the password belongs to the stored hash; False, after the same work, if there is none."""
    try:
        return _HASHER.verify(stored or _NOBODY, password[:MAX_LENGTH]) and stored is not None
    except (VerificationError, InvalidHashError):
        return False
