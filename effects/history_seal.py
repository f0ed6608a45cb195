"""The key that signs seals over histories: the municipality's seal, as a detached CAdES with its certificate in it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime

from cryptography.hazmat.primitives.serialization import Encoding

from documents.signing.detached import sign_detached
from documents.signing.signer import Signer


class HistorySealKey:
    """`store.seals.SealKey`. The id is the certificate's SHA-256, so that a later key is told from an earlier one."""

    def __init__(self, key: Signer, now: Callable[[], datetime]) -> None:
        self._key = key
        self._now = now

    @property
    def id(self) -> str:
        """Names the key beside each seal."""
        return hashlib.sha256(self._key.certificate.public_bytes(Encoding.DER)).hexdigest()

    def sign(self, message: bytes) -> bytes:
        """A signature over `message`, DER."""
        return sign_detached(message, self._key, self._now())
