"""Signing keys at rest and opened: officials' by PIN and server key, the seal's by the server key alone."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.serialization import Encoding

from documents.signing.authority import certificate_pem, key_pem
from documents.signing.keys import EncryptedKey, SigningKey, make_pin_key, open_pin_key
from effects.records import KeptKey

SEAL = "seal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyring:
    """`server_key` (32 bytes) is never in the database: a stolen dump opens nothing, even with the PIN."""

    server_key: bytes = field(repr=False)

    def keep(self, key: SigningKey, holder: str, pin: str) -> KeptKey:
        """A key as it is stored for `holder`. Raises KeyUnusable."""
        encrypted = make_pin_key(
            key_pem(key.private_key),
            certificate_pem(key.certificate),
            pin,
            self.server_key,
            owner=holder,
            chain=tuple(certificate_pem(one) for one in key.chain),
        )
        return KeptKey(
            holder=holder,
            sealed_key=encrypted.to_bytes(),
            certificate=key.certificate.public_bytes(Encoding.DER),
        )

    def keep_seal(self, key: SigningKey) -> KeptKey:
        """The municipality's seal, which works without a person."""
        return self.keep(key, SEAL, self._seal_pin())

    def open(self, kept: KeptKey, pin: str) -> SigningKey:
        """The key ready to sign. Raises WrongPin, KeyUnusable."""
        return open_pin_key(EncryptedKey.from_bytes(kept.sealed_key), pin, self.server_key, owner=kept.holder)

    def open_seal(self, kept: KeptKey) -> SigningKey:
        """The seal's key. Raises KeyUnusable."""
        return self.open(kept, self._seal_pin())

    def _seal_pin(self) -> str:
        return base64.b64encode(hmac.new(self.server_key, b"sprava seal", hashlib.sha256).digest()).decode()
