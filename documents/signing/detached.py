"""Detached CAdES signatures over data, such as the canonical JSON of a resolution as it was shown.

Must not know what the data mean.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives import serialization
from cryptography.x509.oid import NameOID

from documents.errors import SigningFailed
from documents.model import Reason
from documents.signing.cms import StampSource, build_cms, check_cms
from documents.signing.signer import Signer
from documents.signing.trust import TrustList, judge_certificate


@dataclass(frozen=True, slots=True, kw_only=True)
class DetachedVerification:
    """Whether a detached signature holds; if not, why. `signer` is the common name in the certificate."""

    valid: bool
    reason: Reason | None = None
    signer: str = ""
    certificate_sha256: str = ""
    claimed_at: datetime | None = None


_REASONS = {
    "wrong_digest": Reason.BROKEN_DIGEST,
    "signature_does_not_fit": Reason.INVALID_SIGNATURE,
    "certificate_not_bound": Reason.CERTIFICATE_NOT_BOUND,
    "unsupported_algorithm": Reason.UNSUPPORTED_ALGORITHM,
}


def sign_detached(data: bytes, key: Signer, now: datetime, *, stamp: StampSource | None = None) -> bytes:
    """A CAdES baseline B signature (DER) over `data`, with the signing time `now`."""
    return build_cms(hashlib.sha256(data).digest(), key, signing_time=now, stamp=stamp)


def verify_detached(data: bytes, cms: bytes, trust: TrustList, at: datetime) -> DetachedVerification:
    """Hold a signature against the data, and its certificate against the trust list at the moment `at`."""
    try:
        checked = check_cms(cms, hashlib.sha256(data).digest())
    except SigningFailed as error:
        return DetachedVerification(valid=False, reason=_REASONS.get(error.code, Reason.UNREADABLE_SIGNATURE))
    reason = judge_certificate(checked.certificate, checked.others, trust, at).reason
    names = checked.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return DetachedVerification(
        valid=reason is None,
        reason=reason,
        signer=str(names[0].value) if names else "",
        certificate_sha256=hashlib.sha256(checked.certificate.public_bytes(serialization.Encoding.DER)).hexdigest(),
        claimed_at=checked.claimed_at,
    )
