"""What is kept here of a key in a device: where it is, its certificate, and for the seal the device's PIN under the
server key, since the seal works without a person."""

import base64
import hashlib
import json
import os
from dataclasses import dataclass, field
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding

from documents.errors import KeyUnusable, SigningFailed
from documents.signing.cms import build_cms, check_cms
from documents.signing.keys import load_certificate
from documents.signing.tokens import TokenKey

FORMAT = "sprava-token-key-1"
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptToken:
    """`sealed_pin` is empty where a person gives the PIN."""

    owner: str
    token: str
    label: str
    certificate: bytes
    chain: tuple[bytes, ...] = ()
    sealed_pin: bytes = field(default=b"", repr=False)

    def to_bytes(self) -> bytes:
        """JSON in UTF-8."""
        value = {
            "format": FORMAT,
            "owner": self.owner,
            "token": self.token,
            "label": self.label,
            "certificate": _text(self.certificate),
            "chain": [_text(one) for one in self.chain],
            "sealed_pin": _text(self.sealed_pin),
        }
        return json.dumps(value, sort_keys=True).encode()

    @classmethod
    def from_bytes(cls, stored: bytes) -> Self:
        """Raises `KeyUnusable("damaged_key")`."""
        try:
            value = json.loads(stored)
            if value["format"] != FORMAT:
                raise KeyUnusable("damaged_key", {"reason": "unknown_format"})
            return cls(
                owner=str(value["owner"]),
                token=str(value["token"]),
                label=str(value["label"]),
                certificate=base64.b64decode(value["certificate"], validate=True),
                chain=tuple(base64.b64decode(one, validate=True) for one in value["chain"]),
                sealed_pin=base64.b64decode(value["sealed_pin"], validate=True),
            )
        except (ValueError, KeyError, TypeError) as error:
            raise KeyUnusable("damaged_key") from error

    def opened(self, module: str | None, pin: str) -> TokenKey:
        """The key, its PIN tried out. Raises WrongPin, KeyUnusable (`no_token_module` where no library is set)."""
        if module is None:
            raise KeyUnusable("no_token_module")
        key = TokenKey(
            module=module,
            token=self.token,
            label=self.label,
            pin=pin,
            certificate=load_certificate(self.certificate),
            chain=tuple(load_certificate(one) for one in self.chain),
        )
        key.try_pin()
        return key

    def pin_under(self, server_key: bytes) -> str:
        """The PIN that was kept. Raises KeyUnusable(`foreign_key`)."""
        nonce, sealed = self.sealed_pin[:_NONCE_BYTES], self.sealed_pin[_NONCE_BYTES:]
        try:
            return AESGCM(_key(server_key)).decrypt(nonce, sealed, self.owner.encode()).decode()
        except (InvalidTag, ValueError) as error:
            raise KeyUnusable("foreign_key") from error


def kept_of(key: TokenKey, owner: str, *, seal_pin_under: bytes | None = None) -> KeptToken:
    """What to keep of a key; with a server key also its PIN."""
    sealed = b""
    if seal_pin_under is not None:
        nonce = os.urandom(_NONCE_BYTES)
        sealed = nonce + AESGCM(_key(seal_pin_under)).encrypt(nonce, key.pin.encode(), owner.encode())
    return KeptToken(
        owner=owner,
        token=key.token,
        label=key.label,
        certificate=key.certificate.public_bytes(Encoding.DER),
        chain=tuple(one.public_bytes(Encoding.DER) for one in key.chain),
        sealed_pin=sealed,
    )


def require_pair(key: TokenKey) -> None:
    """Has the device sign something, held against the certificate. Raises WrongPin, KeyUnusable."""
    digest = hashlib.sha256(b"which key is this?").digest()
    try:
        check_cms(build_cms(digest, key), digest)
    except SigningFailed as error:
        raise KeyUnusable("key_and_certificate_differ") from error


def is_token(stored: bytes) -> bool:
    """Whether stored bytes name a key in a device."""
    return FORMAT.encode() in stored


def _key(server_key: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"sprava token pin").derive(server_key)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
