"""What revocation lists and OCSP responses say of a certificate, each held against its issuer's own signature.

Must not fetch anything and must not judge chains; a statement that nobody trusted signed says nothing.
RFC 5280 (lists), RFC 6960 (responses, delegated responders).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from asn1crypto import keys as x509_keys
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

# How far clocks of different houses may differ.
SKEW = timedelta(minutes=5)
_UNDATED = timedelta(days=1)  # a response that names no next update is fresh for so long


@dataclass(frozen=True, slots=True, kw_only=True)
class Revocations:
    """Statements at hand, as they were made: lists and responses, of whatever issuers."""

    lists: tuple[x509.CertificateRevocationList, ...] = ()
    responses: tuple[ocsp.OCSPResponse, ...] = ()

    def __add__(self, other: "Revocations") -> "Revocations":
        return Revocations(lists=self.lists + other.lists, responses=self.responses + other.responses)


def revoked_at(subject: x509.Certificate, issuer: x509.Certificate, known: Revocations) -> datetime | None:
    """When the issuer revoked the certificate, if any statement says so; the earliest moment. Old lists count too."""
    moments = [
        entry.revocation_date_utc
        for one in known.lists
        if is_list_of(one, issuer)
        and (entry := one.get_revoked_certificate_by_serial_number(subject.serial_number)) is not None
    ]
    moments += [
        one.revocation_time_utc
        for one in known.responses
        if is_response_on(one, subject, issuer) and one.revocation_time_utc is not None
    ]
    return min(moments, default=None)


def current(subject: x509.Certificate, issuer: x509.Certificate, known: Revocations, at: datetime) -> Revocations:
    """Those statements of the issuer on the certificate that hold at the moment `at`."""
    return Revocations(
        lists=tuple(
            one
            for one in known.lists
            if is_list_of(one, issuer) and _fresh(one.last_update_utc, one.next_update_utc, at)
        ),
        responses=tuple(
            one
            for one in known.responses
            if is_response_on(one, subject, issuer) and _fresh(one.this_update_utc, one.next_update_utc, at)
        ),
    )


def is_evidenced(path: Sequence[x509.Certificate], known: Revocations) -> bool:
    """Whether some statement of its issuer, of any age, is at hand for each certificate below the root."""
    return all(
        any(is_list_of(one, issuer) for one in known.lists)
        or any(is_response_on(one, subject, issuer) for one in known.responses)
        for issuer, subject in pairwise(path)
    )


def is_list_of(found: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
    """Whether the issuer made and signed the list."""
    if found.issuer != issuer.subject:
        return False
    try:
        return found.is_signature_valid(issuer.public_key())  # type: ignore[arg-type]
    except TypeError:
        return False


def is_response_on(found: ocsp.OCSPResponse, subject: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether the response speaks of that certificate, and the issuer, or whom it lets answer, signed it."""
    if found.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
        return False
    if found.serial_number != subject.serial_number or found.certificate_status is ocsp.OCSPCertStatus.UNKNOWN:
        return False
    if not _is_named(found, issuer):
        return False
    return any(_signed(found, one) for one in _responders(found, issuer))


def _is_named(found: ocsp.OCSPResponse, issuer: x509.Certificate) -> bool:
    key = issuer.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    bits = x509.SubjectKeyIdentifier.from_public_key(issuer.public_key()).digest
    hashed_name = hashes.Hash(found.hash_algorithm)
    hashed_name.update(issuer.subject.public_bytes())
    if found.issuer_name_hash != hashed_name.finalize():
        return False
    # RFC 6960 hashes the key's bits, as the subject key identifier of RFC 5280 does with SHA-1.
    if isinstance(found.hash_algorithm, hashes.SHA1):
        return found.issuer_key_hash == bits
    hashed_key = hashes.Hash(found.hash_algorithm)
    hashed_key.update(_bits(key))
    return found.issuer_key_hash == hashed_key.finalize()


def _bits(spki: bytes) -> bytes:
    """The contents of the BIT STRING at the end of a SubjectPublicKeyInfo."""
    info = x509_keys.PublicKeyInfo.load(spki)
    return bytes(info["public_key"].contents[1:])


def _responders(found: ocsp.OCSPResponse, issuer: x509.Certificate) -> Iterable[x509.Certificate]:
    yield issuer
    for one in found.certificates:
        if _may_answer(one, issuer, found.this_update_utc):
            yield one


def _may_answer(one: x509.Certificate, issuer: x509.Certificate, at: datetime) -> bool:
    try:
        usages = one.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        one.verify_directly_issued_by(issuer)
    except (x509.ExtensionNotFound, ValueError, TypeError, InvalidSignature):
        return False
    return ExtendedKeyUsageOID.OCSP_SIGNING in usages and one.not_valid_before_utc <= at <= one.not_valid_after_utc


def _signed(found: ocsp.OCSPResponse, signer: x509.Certificate) -> bool:
    key, algorithm = signer.public_key(), found.signature_hash_algorithm
    if algorithm is None:
        return False
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(found.signature, found.tbs_response_bytes, ec.ECDSA(algorithm))
        elif isinstance(key, RSAPublicKey):
            key.verify(found.signature, found.tbs_response_bytes, padding.PKCS1v15(), algorithm)
        else:
            return False
    except InvalidSignature:
        return False
    return True


def _fresh(made: datetime, ends: datetime | None, at: datetime) -> bool:
    return made <= at + SKEW and at <= (ends or made + _UNDATED)
