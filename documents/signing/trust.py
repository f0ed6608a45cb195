"""Whom we trust: roots, time stamping roots, what is known of revocations; and whether a certificate leads there at a
moment.

The only door to pyhanko-certvalidator. Must not look into PDF or CMS, and never fetches anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509.ocsp import OCSPResponse
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    ExpiredError,
    NotYetValidError,
    PathBuildingError,
    PathValidationError,
)
from pyhanko_certvalidator.path import ValidationPath

from documents.model import Reason
from documents.signing.blocking import finish
from documents.signing.revocation import Revocations, revoked_at


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustList:
    """Certificates that end a chain, for signatures and for time stamps, and the revocation statements at hand."""

    roots: tuple[x509.Certificate, ...]
    time_stamp_roots: tuple[x509.Certificate, ...] = ()
    revocation_lists: tuple[x509.CertificateRevocationList, ...] = ()
    ocsp_responses: tuple[OCSPResponse, ...] = ()

    @property
    def revocations(self) -> Revocations:
        """All statements on revocations."""
        return Revocations(lists=self.revocation_lists, responses=self.ocsp_responses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """`reason` None: trusted. `path` holds every certificate from the root to the judged one, if a path was found."""

    reason: Reason | None
    path: tuple[x509.Certificate, ...] = ()


def judge_certificate(
    certificate: x509.Certificate,
    others: Sequence[x509.Certificate],
    trust: TrustList,
    at: datetime,
    *,
    for_time_stamp: bool = False,
) -> Judgement:
    """Whether the certificate leads to a root of the list and was good at that moment.

    A revocation counts from its own date, whenever the statement was made; an expired list still revokes.
    """
    roots = trust.time_stamp_roots if for_time_stamp else trust.roots
    distrust = Reason.UNTRUSTED_TIME_STAMP if for_time_stamp else Reason.UNTRUSTED_SIGNER
    if not roots:
        return Judgement(reason=distrust)
    context = ValidationContext(
        trust_roots=[_asn1(one) for one in roots],
        other_certs=[_asn1(one) for one in others],
        moment=at,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
    validator = CertificateValidator(_asn1(certificate), validation_context=context)
    key_usage: set[str]
    extended: set[str]
    key_usage, extended = (set(), {"time_stamping"}) if for_time_stamp else ({"non_repudiation"}, set())
    try:
        path = finish(
            validator.async_validate_usage(key_usage, extended)  # type: ignore[no-untyped-call,unused-ignore]
        )
    except (ExpiredError, NotYetValidError):
        return Judgement(reason=Reason.CERTIFICATE_EXPIRED)
    except (PathBuildingError, PathValidationError, ValueError):
        return Judgement(reason=distrust)
    chain = _certificates(path)
    return Judgement(reason=Reason.CERTIFICATE_REVOKED if _is_revoked(chain, trust, at) else None, path=chain)


def _certificates(path: ValidationPath) -> tuple[x509.Certificate, ...]:
    return tuple(x509.load_der_x509_certificate(one.dump()) for one in path.iter_certs(include_root=True))


def _is_revoked(chain: Sequence[x509.Certificate], trust: TrustList, at: datetime) -> bool:
    moments = (revoked_at(subject, issuer, trust.revocations) for issuer, subject in pairwise(chain))
    return any(moment is not None and moment <= at for moment in moments)


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
