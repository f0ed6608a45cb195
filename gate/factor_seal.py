"""Secrets of second factors at rest: AES-256-GCM under a key of the server's own, bound to town, account and factor, so
that a sealed secret cannot be moved to another account's row."""

from __future__ import annotations

import secrets
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from gate.derived_keys import derived_key

_NONCE = 12


class BrokenSeal(Exception):
    """The row was tampered with, or the server's key is another one than it was."""


def sealed(server_secret: bytes, plain: bytes, municipality: int, username: str, factor: UUID) -> bytes:
    """Nonce and sealed bytes."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + _cipher(server_secret).encrypt(nonce, plain, _place(municipality, username, factor))


def opened(server_secret: bytes, kept: bytes, municipality: int, username: str, factor: UUID) -> bytes:
    """The plain bytes again. Raises BrokenSeal."""
    try:
        return _cipher(server_secret).decrypt(kept[:_NONCE], kept[_NONCE:], _place(municipality, username, factor))
    except InvalidTag as error:
        raise BrokenSeal(str(factor)) from error


def _cipher(server_secret: bytes) -> AESGCM:
    return AESGCM(derived_key(server_secret, "second factors"))


def _place(municipality: int, username: str, factor: UUID) -> bytes:
    return f"{municipality}|{username}|{factor}".encode()
