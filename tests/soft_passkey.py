"""A passkey made of software: what a telephone or a USB key would answer to a browser (WebAuthn level 2, "none"
attestation, ES256)."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256

_PRESENT_AND_VERIFIED = 0x05
_WITH_CREDENTIAL = 0x40


class SoftPasskey:
    """One credential. `counts`: whether it counts its signatures, as USB keys do and telephones do not."""

    def __init__(self, origin: str, *, counts: bool = True) -> None:
        self.origin = origin
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._id = os.urandom(16)
        self._counts = counts
        self._count = 0

    def create(self, options: Mapping[str, Any]) -> dict[str, Any]:
        """`navigator.credentials.create(options).toJSON()`."""
        asked = options["publicKey"]
        public = cbor.encode(dict(ES256.from_cryptography_key(self._key.public_key())))  # type: ignore[no-untyped-call]
        credential = bytes(16) + len(self._id).to_bytes(2, "big") + self._id + public
        data = self._data(asked["rp"]["id"], _PRESENT_AND_VERIFIED | _WITH_CREDENTIAL) + credential
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", asked["challenge"])
        return self._answer(clientDataJSON=_text(client), attestationObject=_text(attestation))

    def get(self, options: Mapping[str, Any]) -> dict[str, Any]:
        """`navigator.credentials.get(options).toJSON()`."""
        asked = options["publicKey"]
        self._count += 1 if self._counts else 0
        data = self._data(asked["rpId"], _PRESENT_AND_VERIFIED)
        client = self._client("webauthn.get", asked["challenge"])
        signature = self._key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(clientDataJSON=_text(client), authenticatorData=_text(data), signature=_text(signature))

    def rewound(self) -> None:
        """As a copy of the key would be: it has counted less far."""
        self._count -= 1

    def _data(self, host: str, flags: int) -> bytes:
        return hashlib.sha256(host.encode()).digest() + bytes([flags]) + self._count.to_bytes(4, "big")

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _answer(self, **response: str) -> dict[str, Any]:
        return {"id": _text(self._id), "rawId": _text(self._id), "type": "public-key", "response": response}


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
