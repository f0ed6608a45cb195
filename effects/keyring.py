"""Signing keys at rest and opened: officials' by PIN and server key, the seal's by the server key alone."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass, field

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from documents.errors import KeyUnusable
from documents.signing.authority import certificate_pem, key_pem
from documents.signing.kept_tokens import KeptToken, is_token, kept_of
from documents.signing.keys import (
    EncryptedKey,
    SigningKey,
    make_pin_key,
    open_from_session,
    open_pin_key,
    unwrap_words,
    wrap_for_session,
    wrap_words,
)
from documents.signing.signer import Signer
from documents.signing.tokens import TokenKey
from effects.records import KeptKey

SEAL = "seal"
_ELSEWHERE = b'{"format":"sprava-outside-key-1"}'


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyring:
    """`server_key` (32 bytes) is never in the database: a stolen dump opens nothing, even with the PIN."""

    server_key: bytes = field(repr=False)
    token_module: str | None = None
    """path of the library (PKCS#11) that speaks with keys in devices"""

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

    def note(self, certificate: x509.Certificate, holder: str) -> KeptKey:
        """A key that `holder` keeps elsewhere: only its certificate is known here."""
        return KeptKey(holder=holder, sealed_key=_ELSEWHERE, certificate=certificate.public_bytes(Encoding.DER))

    def is_elsewhere(self, kept: KeptKey) -> bool:
        """Whether the key is not kept here, so that no PIN opens it."""
        return kept.sealed_key == _ELSEWHERE

    def keep_seal(self, key: SigningKey) -> KeptKey:
        """The municipality's seal, which works without a person."""
        return self.keep(key, SEAL, self._seal_pin())

    def keep_token(self, key: TokenKey, holder: str) -> KeptKey:
        """A key in a device, as it is stored for `holder`; the seal's with the device's PIN under the server key."""
        sealing = self.server_key if holder == SEAL else None
        return KeptKey(
            holder=holder,
            sealed_key=kept_of(key, holder, seal_pin_under=sealing).to_bytes(),
            certificate=key.certificate.public_bytes(Encoding.DER),
        )

    def wrap(self, key: Signer, secret: bytes, session: str) -> bytes:
        """An opened key for one ceremony, under a secret that only the client keeps."""
        if isinstance(key, SigningKey):
            return wrap_for_session(key, secret, session=session)
        if not isinstance(key, TokenKey):
            raise KeyUnusable("unsupported_key")
        words = {"kept": kept_of(key, "").to_bytes().decode(), "pin": key.pin}
        return wrap_words(json.dumps(words).encode(), secret, session=session)

    def unwrap(self, wrapped: bytes, secret: bytes, session: str) -> Signer:
        """The way back. Raises KeyUnusable(`wrong_session_secret`)."""
        words = json.loads(unwrap_words(wrapped, secret, session=session))
        if "kept" in words:
            return KeptToken.from_bytes(words["kept"].encode()).opened(self.token_module, words["pin"])
        return open_from_session(wrapped, secret, session=session)

    def open(self, kept: KeptKey, pin: str) -> Signer:
        """The key ready to sign. Raises WrongPin, KeyUnusable."""
        if is_token(kept.sealed_key):
            return KeptToken.from_bytes(kept.sealed_key).opened(self.token_module, pin)
        return open_pin_key(EncryptedKey.from_bytes(kept.sealed_key), pin, self.server_key, owner=kept.holder)

    def open_seal(self, kept: KeptKey) -> Signer:
        """The seal's key. Raises KeyUnusable."""
        if is_token(kept.sealed_key):
            return self.open(kept, KeptToken.from_bytes(kept.sealed_key).pin_under(self.server_key))
        return self.open(kept, self._seal_pin())

    def _seal_pin(self) -> str:
        return base64.b64encode(hmac.new(self.server_key, b"sprava seal", hashlib.sha256).digest()).decode()
