"""What was read of all signatures of a file, and how long they hold together. Must not read files."""

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509

from documents.model import Reason, SignatureFact, SignatureKind, SignatureLevel
from documents.signing.revocation import Revocations, is_evidenced

CertificatePath = tuple[x509.Certificate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureReading:
    """All signatures of a file, oldest first, and what is wrong with the file as a whole.

    `signed_ends` holds for each signature the offset after the last byte that it covers, `paths` the chain of its
    certificate from the root down, `stamp_paths` those of time stamps inside signatures. `level` is None unless all
    hold; `good_until`: when the chain of the newest document time stamp ends.
    """

    signatures: tuple[SignatureFact, ...] = ()
    signed_ends: tuple[int, ...] = ()
    reasons: tuple[Reason, ...] = ()
    paths: tuple[CertificatePath, ...] = ()
    stamp_paths: tuple[CertificatePath, ...] = ()
    level: SignatureLevel | None = None
    good_until: datetime | None = None


def level_of(reading: SignatureReading, evidence: Revocations) -> SignatureLevel | None:
    """The level that all signatures reach, with the `evidence` inside the file; None when one does not hold."""
    facts = reading.signatures
    if reading.reasons or not facts or not all(one.valid for one in facts):
        return None
    if any(one.stamped_at is None for one in facts):
        return SignatureLevel.BASIC
    is_last_a_stamp = facts[-1].kind is SignatureKind.DOCUMENT_TIME_STAMP
    # The newest stamp vouches for itself as long as its certificate lives; everything under it needs its evidence.
    older = reading.paths[:-1] if is_last_a_stamp else reading.paths
    if not older or not all(is_evidenced(path, evidence) for path in (*older, *reading.stamp_paths)):
        return SignatureLevel.STAMPED
    return SignatureLevel.ARCHIVED if is_last_a_stamp else SignatureLevel.EVIDENCED


def good_until(reading: SignatureReading) -> datetime | None:
    """When the newest document time stamp's chain ends."""
    stamps = [
        path
        for fact, path in zip(reading.signatures, reading.paths, strict=True)
        if fact.kind is SignatureKind.DOCUMENT_TIME_STAMP and fact.valid
    ]
    return min(one.not_valid_after_utc for one in stamps[-1]) if stamps else None
