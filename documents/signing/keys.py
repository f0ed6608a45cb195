"""Keys that sign: in memory, at rest under a PIN, and wrapped for one signing ceremony.

Must not know who owns a key. A six-digit PIN alone falls to an offline search, so a key at rest lies under two
layers: the inner one is opened by PIN and server key together, the outer one by the server key alone. A wrong PIN is
thereby told from a foreign or damaged key without giving an offline searcher anything (rules.md, 13).
"""

import base64
import json
import os
from dataclasses import dataclass, field
from typing import Self

from argon2.low_level import Type, hash_secret_raw
from cryptography import x509
from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from documents.errors import KeyUnusable, WrongPin

PrivateKey = EllipticCurvePrivateKey | RSAPrivateKey

_FORMAT = "sprava-pin-key-1"
_SECRET_BYTES = 32
# RFC 9106, second recommended option: 64 MiB, three passes; about 0.1 s here.
_PASSES, _MEMORY_KIB, _LANES = 3, 64 * 1024, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A private key ready to sign, its certificate, and the certificates above it without the root."""

    private_key: PrivateKey = field(repr=False)
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...] = ()

    @property
    def is_elliptic(self) -> bool:
        """Whether it signs by ECDSA, else by RSA (PKCS #1 1.5)."""
        return isinstance(self.private_key, EllipticCurvePrivateKey)

    def sign(self, data: bytes) -> bytes:
        """A signature over the SHA-256 of `data`."""
        if isinstance(self.private_key, EllipticCurvePrivateKey):
            return self.private_key.sign(data, ec.ECDSA(hashes.SHA256()))
        return self.private_key.sign(data, padding.PKCS1v15(), hashes.SHA256())


@dataclass(frozen=True, slots=True, kw_only=True)
class EncryptedKey:
    """A key at rest. `owner` is bound into the encryption; certificate and chain are DER and public."""

    owner: str
    salt: bytes
    nonce: bytes
    ciphertext: bytes = field(repr=False)
    certificate: bytes
    chain: tuple[bytes, ...] = ()

    def to_bytes(self) -> bytes:
        """JSON in UTF-8, to be stored in one column or file."""
        return json.dumps(
            {
                "format": _FORMAT,
                "owner": self.owner,
                "salt": _text(self.salt),
                "nonce": _text(self.nonce),
                "ciphertext": _text(self.ciphertext),
                "certificate": _text(self.certificate),
                "chain": [_text(one) for one in self.chain],
            },
            sort_keys=True,
        ).encode()

    @classmethod
    def from_bytes(cls, stored: bytes) -> Self:
        """Raises `KeyUnusable("damaged_key")`."""
        try:
            value = json.loads(stored)
            if value["format"] != _FORMAT:
                raise KeyUnusable("damaged_key", {"reason": "unknown_format"})
            return cls(
                owner=str(value["owner"]),
                salt=base64.b64decode(value["salt"], validate=True),
                nonce=base64.b64decode(value["nonce"], validate=True),
                ciphertext=base64.b64decode(value["ciphertext"], validate=True),
                certificate=base64.b64decode(value["certificate"], validate=True),
                chain=tuple(base64.b64decode(one, validate=True) for one in value["chain"]),
            )
        except (ValueError, KeyError, TypeError) as error:
            raise KeyUnusable("damaged_key") from error


def make_pin_key(
    private_key: bytes,
    certificate: bytes,
    pin: str,
    server_key: bytes,
    *,
    owner: str = "",
    chain: tuple[bytes, ...] = (),
) -> EncryptedKey:
    """Encrypt a private key (PEM or DER, unencrypted) under PIN and server key (≥ 32 bytes).

    `certificate` and `chain` are PEM or DER. `owner`, such as an account id, must be named again to open the key.
    Raises `KeyUnusable`: `unreadable_key`, `key_and_certificate_differ`, `weak_server_key`, `empty_pin`.
    """
    key = _load_key(private_key)
    holder = load_certificate(certificate)
    _require_pair(key, holder)
    if not pin:
        raise KeyUnusable("empty_pin")
    salt, nonce = os.urandom(16), os.urandom(24)
    der = holder.public_bytes(serialization.Encoding.DER)
    bound = _bound(owner, der)
    inner = AESGCM(_inner_key(pin, server_key, salt)).encrypt(nonce[:12], _key_bytes(key), bound)
    outer = AESGCM(_server_part(server_key, salt, b"outer")).encrypt(nonce[12:], inner, bound)
    return EncryptedKey(
        owner=owner,
        salt=salt,
        nonce=nonce,
        ciphertext=outer,
        certificate=der,
        chain=tuple(load_certificate(one).public_bytes(serialization.Encoding.DER) for one in chain),
    )


def open_pin_key(encrypted: EncryptedKey, pin: str, server_key: bytes, *, owner: str = "") -> SigningKey:
    """Raises `WrongPin`, or `KeyUnusable` (`foreign_key`: other server key, other owner, or damaged)."""
    bound = _bound(owner, encrypted.certificate)
    outer_key = _server_part(server_key, encrypted.salt, b"outer")
    try:
        inner = AESGCM(outer_key).decrypt(encrypted.nonce[12:], encrypted.ciphertext, bound)
    except (InvalidTag, ValueError) as error:
        raise KeyUnusable("foreign_key") from error
    try:
        opened = AESGCM(_inner_key(pin, server_key, encrypted.salt)).decrypt(encrypted.nonce[:12], inner, bound)
    except InvalidTag as error:
        raise WrongPin from error
    return _signing_key(opened, encrypted.certificate, encrypted.chain)


def change_pin(encrypted: EncryptedKey, old: str, new: str, server_key: bytes, *, owner: str = "") -> EncryptedKey:
    """The same key under another PIN. Raises as `open_pin_key`."""
    key = open_pin_key(encrypted, old, server_key, owner=owner)
    return make_pin_key(
        _key_bytes(key.private_key),
        encrypted.certificate,
        new,
        server_key,
        owner=owner,
        chain=encrypted.chain,
    )


def new_session_secret() -> bytes:
    """A secret that only the client of a ceremony keeps: 32 random bytes."""
    return os.urandom(_SECRET_BYTES)


def wrap_for_session(key: SigningKey, secret: bytes, *, session: str = "") -> bytes:
    """Encrypt an opened key under a secret that the server forgets. `session` is bound in."""
    encoding = serialization.Encoding.DER
    payload = json.dumps(
        {
            "key": _text(_key_bytes(key.private_key)),
            "certificate": _text(key.certificate.public_bytes(encoding)),
            "chain": [_text(one.public_bytes(encoding)) for one in key.chain],
        }
    ).encode()
    return wrap_words(payload, secret, session=session)


def wrap_words(words: bytes, secret: bytes, *, session: str) -> bytes:
    """Encrypt whatever opens a key under a secret that the server forgets. `session` is bound in."""
    salt, nonce = os.urandom(16), os.urandom(12)
    return salt + nonce + AESGCM(_session_key(secret, salt)).encrypt(nonce, words, session.encode())


def unwrap_words(wrapped: bytes, secret: bytes, *, session: str) -> bytes:
    """The way back. Raises `KeyUnusable("wrong_session_secret")`."""
    salt, nonce, ciphertext = wrapped[:16], wrapped[16:28], wrapped[28:]
    try:
        return AESGCM(_session_key(secret, salt)).decrypt(nonce, ciphertext, session.encode())
    except (InvalidTag, ValueError) as error:
        raise KeyUnusable("wrong_session_secret") from error


def open_from_session(wrapped: bytes, secret: bytes, *, session: str = "") -> SigningKey:
    """Raises `KeyUnusable("wrong_session_secret")`."""
    payload = json.loads(unwrap_words(wrapped, secret, session=session))
    return _signing_key(
        base64.b64decode(payload["key"]),
        base64.b64decode(payload["certificate"]),
        tuple(base64.b64decode(one) for one in payload["chain"]),
    )


def load_signing_key(private_key: bytes, certificate: bytes, chain: tuple[bytes, ...] = ()) -> SigningKey:
    """A key without PIN, such as the seal's: PEM or DER. Raises `KeyUnusable`."""
    key, holder = _load_key(private_key), load_certificate(certificate)
    _require_pair(key, holder)
    return SigningKey(
        private_key=key,
        certificate=holder,
        chain=tuple(load_certificate(one) for one in chain),
    )


def load_certificate(data: bytes) -> x509.Certificate:
    """A certificate from PEM or DER. Raises `KeyUnusable("unreadable_certificate")`."""
    try:
        if data.lstrip().startswith(b"-----BEGIN"):
            return x509.load_pem_x509_certificate(data)
        return x509.load_der_x509_certificate(data)
    except ValueError as error:
        raise KeyUnusable("unreadable_certificate") from error


def _load_key(data: bytes) -> PrivateKey:
    try:
        if data.lstrip().startswith(b"-----BEGIN"):
            key = serialization.load_pem_private_key(data, None)
        else:
            key = serialization.load_der_private_key(data, None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyUnusable("unreadable_key") from error
    if not isinstance(key, EllipticCurvePrivateKey | RSAPrivateKey):
        raise KeyUnusable("unreadable_key", {"reason": "unsupported_algorithm"})
    return key


def _require_pair(key: PrivateKey, certificate: x509.Certificate) -> None:
    if key.public_key() != certificate.public_key():
        raise KeyUnusable("key_and_certificate_differ")


def _signing_key(key: bytes, certificate: bytes, chain: tuple[bytes, ...]) -> SigningKey:
    return load_signing_key(key, certificate, chain)


def _key_bytes(key: PrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _inner_key(pin: str, server_key: bytes, salt: bytes) -> bytes:
    stretched = hash_secret_raw(pin.encode(), salt, _PASSES, _MEMORY_KIB, _LANES, _SECRET_BYTES, Type.ID)
    return _hkdf(
        stretched + _server_part(server_key, salt, b"inner"),
        salt,
        b"sprava pin key inner",
    )


def _server_part(server_key: bytes, salt: bytes, purpose: bytes) -> bytes:
    if len(server_key) < _SECRET_BYTES:
        raise KeyUnusable("weak_server_key")
    return _hkdf(server_key, salt, b"sprava pin key server " + purpose)


def _session_key(secret: bytes, salt: bytes) -> bytes:
    if len(secret) < _SECRET_BYTES:
        raise KeyUnusable("wrong_session_secret")
    return _hkdf(secret, salt, b"sprava signing session")


def _hkdf(material: bytes, salt: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=_SECRET_BYTES, salt=salt, info=purpose).derive(material)


def _bound(owner: str, certificate: bytes) -> bytes:
    return _FORMAT.encode() + b"\0" + owner.encode() + b"\0" + certificate


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
