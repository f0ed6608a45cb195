"""Whether a seal over histories was signed by the municipality: by one of the certificates its seal has had."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable

from cryptography.hazmat.primitives.serialization import Encoding

from documents.errors import SigningFailed
from documents.signing.cms import check_cms


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
