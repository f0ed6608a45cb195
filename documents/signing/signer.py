"""What signs, wherever its key lies: opened here for a moment, or in a device that never gives it out."""

from typing import Protocol

from cryptography import x509


class Signer(Protocol):
    """`SigningKey` and `TokenKey` are two."""

    @property
    def certificate(self) -> x509.Certificate: ...

    @property
    def chain(self) -> tuple[x509.Certificate, ...]:
        """Certificates above it, without the root."""

    @property
    def is_elliptic(self) -> bool:
        """Whether it signs by ECDSA, else by RSA (PKCS #1 1.5)."""

    def sign(self, data: bytes) -> bytes:
        """A signature over the SHA-256 of `data`; ECDSA as DER."""
