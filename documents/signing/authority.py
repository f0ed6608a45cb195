"""A small certificate authority for a demo town: root, certificates of people, seals and time stamps, revocation.

Must not be used where qualified certificates are required; a real town brings its own and trusts its provider's list.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

from documents.errors import KeyUnusable
from documents.signing.keys import PrivateKey, SigningKey, load_signing_key

_CLOCK_SKEW = timedelta(minutes=5)
_LONGEST_NAME = 64


class CertificateKind(StrEnum):
    """What a certificate is for."""

    PERSON = "person"
    SEAL = "seal"
    TIME_STAMP = "tsa"
    OCSP = "ocsp"


_PURPOSES = {
    CertificateKind.TIME_STAMP: ExtendedKeyUsageOID.TIME_STAMPING,
    CertificateKind.OCSP: ExtendedKeyUsageOID.OCSP_SIGNING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where a certificate says that its revocation can be asked: an OCSP responder, a revocation list."""

    ocsp: str | None = None
    crl: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A root key and its self-signed certificate."""

    private_key: PrivateKey = field(repr=False)
    certificate: x509.Certificate

    def to_pem(self) -> bytes:
        """Certificate and unencrypted private key in one PEM text; to be kept like any other secret."""
        return self.certificate_pem() + self.private_key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )

    def certificate_pem(self) -> bytes:
        """The public half, for trust lists."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @classmethod
    def from_pem(cls, pem: bytes) -> Self:
        """The way back from `to_pem`. Raises `KeyUnusable`."""
        start = pem.find(b"-----BEGIN PRIVATE KEY-----")
        if start < 0:
            raise KeyUnusable("unreadable_key")
        pair = load_signing_key(pem[start:], pem[:start])
        return cls(private_key=pair.private_key, certificate=pair.certificate)


def make_authority(name: str, now: datetime, *, years: int = 10, country: str = "UA") -> Authority:
    """A new EC P-256 root, valid from `now` less five minutes of clock skew."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(name, country, None)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _CLOCK_SKEW)
        .not_valid_after(now + timedelta(days=366 * years))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return Authority(private_key=key, certificate=certificate)


def issue(
    authority: Authority,
    common_name: str,
    *,
    kind: CertificateKind | str,
    now: datetime,
    days: int = 730,
    organization: str | None = None,
    addresses: Addresses | None = None,
) -> tuple[PrivateKey, x509.Certificate]:
    """A new key and its certificate. People and seals get EC P-256 with nonRepudiation, time stamps RSA-2048."""
    kind = CertificateKind(kind)
    key: PrivateKey
    if kind is CertificateKind.TIME_STAMP:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    else:
        key = ec.generate_private_key(ec.SECP256R1())
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(common_name, "UA", organization))
        .issuer_name(authority.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _CLOCK_SKEW)
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(digital_signature=True, content_commitment=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.private_key.public_key()),
            critical=False,
        )
    )
    if kind in _PURPOSES:
        builder = builder.add_extension(x509.ExtendedKeyUsage([_PURPOSES[kind]]), critical=True)
    builder = _with_addresses(builder, addresses or Addresses())
    return key, builder.sign(authority.private_key, hashes.SHA256())


def issue_key(
    authority: Authority,
    common_name: str,
    *,
    kind: CertificateKind | str,
    now: datetime,
    days: int = 730,
    organization: str | None = None,
    addresses: Addresses | None = None,
) -> SigningKey:
    """As `issue`, ready to sign."""
    key, certificate = issue(
        authority, common_name, kind=kind, now=now, days=days, organization=organization, addresses=addresses
    )
    return SigningKey(private_key=key, certificate=certificate)


def revocation_list(
    authority: Authority,
    revoked: Iterable[tuple[int, datetime]],
    now: datetime,
    *,
    number: int = 1,
    days: int = 7,
) -> bytes:
    """A CRL in DER over (serial number, moment of revocation)."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(authority.certificate.subject)
        .last_update(now)
        .next_update(now + timedelta(days=days))
        .add_extension(x509.CRLNumber(number), critical=False)
    )
    for serial, moment in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(moment).build()
        builder = builder.add_revoked_certificate(entry)
    return builder.sign(authority.private_key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def key_pem(key: PrivateKey) -> bytes:
    """An unencrypted private key as PEM, to be put under a PIN at once."""
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def certificate_pem(certificate: x509.Certificate) -> bytes:
    """A certificate as PEM; `load_certificate` reads it back."""
    return certificate.public_bytes(serialization.Encoding.PEM)


def _name(common_name: str, country: str, organization: str | None) -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, country)]
    if organization:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, _shortened(organization)))
    return x509.Name([*parts, x509.NameAttribute(NameOID.COMMON_NAME, _shortened(common_name))])


def _with_addresses(builder: x509.CertificateBuilder, addresses: Addresses) -> x509.CertificateBuilder:
    if addresses.ocsp:
        place = x509.UniformResourceIdentifier(addresses.ocsp)
        access = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, place)
        builder = builder.add_extension(x509.AuthorityInformationAccess([access]), critical=False)
    if addresses.crl:
        names = [x509.UniformResourceIdentifier(addresses.crl)]
        point = x509.DistributionPoint(full_name=names, relative_name=None, reasons=None, crl_issuer=None)
        builder = builder.add_extension(x509.CRLDistributionPoints([point]), critical=False)
    return builder


def _shortened(text: str) -> str:
    """At most 64 bytes of UTF-8 (the library's reading of RFC 5280, ub-common-name): 32 Cyrillic letters."""
    return text.encode()[:_LONGEST_NAME].decode(errors="ignore")


def _usage(
    *,
    digital_signature: bool = False,
    content_commitment: bool = False,
    key_cert_sign: bool = False,
    crl_sign: bool = False,
) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        content_commitment=content_commitment,
        key_cert_sign=key_cert_sign,
        crl_sign=crl_sign,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
