"""Encryption of sensitive values: a key per case, wrapped by the server's key (rules.md 24). The only place that seals.

AES-256-GCM; each sealed text begins with its 12-byte nonce and is bound to its place, so that it cannot be moved.
"""

from __future__ import annotations

import hashlib
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from workflow.codec import canonical
from workflow.moment import Moment
from workflow.values import Json

_NONCE = 12


class Vault:
    """Seals and opens with a server key of 32 bytes."""

    def __init__(self, server_key: bytes) -> None:
        if len(server_key) != 32:
            raise ValueError("the server key has 32 bytes")
        self._server = AESGCM(server_key)

    def new_case_key(self, municipality: int, case: UUID, moment: Moment) -> tuple[bytes, bytes]:
        """(key, wrapped key) of a case that has none yet."""
        key = moment.derived_key(f"case key:{case}")
        return key, _seal(self._server, key, _place(municipality, case, "key"), moment)

    def case_key(self, municipality: int, case: UUID, wrapped: bytes) -> bytes:
        """The key of a case. Raises cryptography's InvalidTag when it was tampered with or the server key differs."""
        return _open(self._server, wrapped, _place(municipality, case, "key"))

    def seal(self, key: bytes, value: bytes, municipality: int, case: UUID, name: str, moment: Moment) -> bytes:
        """A value under its case's key; `moment` makes the nonce, so the same command seals a value the same way."""
        return _seal(AESGCM(key), value, _place(municipality, case, name), moment)

    def open(self, key: bytes, sealed: bytes, municipality: int, case: UUID, name: str) -> bytes:
        """The value again. Raises InvalidTag."""
        return _open(AESGCM(key), sealed, _place(municipality, case, name))


def plain(value: Json) -> bytes:
    """A value as the bytes to be sealed."""
    return canonical(value)


def _place(municipality: int, case: UUID, name: str) -> bytes:
    return f"{municipality}|{case}|{name}".encode()


def _seal(cipher: AESGCM, value: bytes, place: bytes, moment: Moment) -> bytes:
    # Of the value too: one command may seal two values for one place, and a nonce must never serve twice.
    nonce = moment.derived_key(f"nonce:{place.decode()}:{hashlib.sha256(value).hexdigest()}")[:_NONCE]
    return nonce + cipher.encrypt(nonce, value, place)


def _open(cipher: AESGCM, sealed: bytes, place: bytes) -> bytes:
    return cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], place)
