"""The key that signs seals over histories: the municipality's seal, as a detached CAdES with its certificate in it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime

from cryptography.hazmat.primitives.serialization import Encoding

from documents.errors import SigningFailed
from documents.signing.cms import check_cms
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


def seal_check(certificates: Iterable[bytes]) -> Callable[[str, bytes, bytes], bool]:
    """A check of seals' signatures against the seal certificates (DER) this town has had."""
    known = {hashlib.sha256(one).hexdigest() for one in certificates}

    def check(key_id: str, message: bytes, signature: bytes) -> bool:
        try:
            checked = check_cms(signature, hashlib.sha256(message).digest())
        except SigningFailed:
            return False
        signer = hashlib.sha256(checked.certificate.public_bytes(Encoding.DER)).hexdigest()
        return key_id in known and signer == key_id

    return check
