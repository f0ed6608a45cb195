"""Values that the rooms of `documents/` share and hand out. No behaviour here."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """The answer to "is this paper real?"."""

    AUTHENTIC = "authentic"
    NOT_AUTHENTIC = "not_authentic"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why a verdict is what it is: stable codes, worded at the edge."""

    IN_STORE = "in_store"
    INCOMPLETE = "incomplete"
    NOT_IN_STORE = "not_in_store"
    VALID_SIGNATURES = "valid_signatures"
    NO_SIGNATURE = "no_signature"
    NO_MARK = "no_mark"
    NOT_A_PDF = "not_a_pdf"
    MALFORMED = "malformed"
    ENCRYPTED = "encrypted"
    UNSUPPORTED_ALGORITHM = "unsupported_algorithm"
    UNREADABLE_SIGNATURE = "unreadable_signature"
    STRAY_SIGNATURE = "stray_signature"
    REPEATED_SIGNATURE = "repeated_signature"
    IRREGULAR_BYTE_RANGE = "irregular_byte_range"
    BYTES_NOT_COVERED = "bytes_not_covered"
    CHANGED_AFTER_SIGNING = "changed_after_signing"
    CHANGE_FORBIDDEN = "change_forbidden"
    BROKEN_DIGEST = "broken_digest"
    INVALID_SIGNATURE = "invalid_signature"
    UNSIGNED_CONTENT = "unsigned_content"
    CERTIFICATE_NOT_BOUND = "certificate_not_bound"
    UNTRUSTED_SIGNER = "untrusted_signer"
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_REVOKED = "certificate_revoked"
    UNTRUSTED_TIME_STAMP = "untrusted_time_stamp"
    TEXT_DIFFERS = "text_differs"
    PAGE_COUNT_DIFFERS = "page_count_differs"


class SignatureKind(StrEnum):
    """What an embedded signature is."""

    SIGNATURE = "signature"
    DOCUMENT_TIME_STAMP = "document_time_stamp"


class SignatureLevel(StrEnum):
    """How long the signatures of a file hold (ETSI EN 319 142-1): as long as their certificates, from a trusted time
    on, with the evidence that they held then, and with that evidence under a time stamp of its own."""

    BASIC = "B-B"
    STAMPED = "B-T"
    EVIDENCED = "B-LT"
    ARCHIVED = "B-LTA"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPaper:
    """What our store knows of a paper: its hash, and whether all signatures and seals are on it."""

    sha256: str
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureFact:
    """One signature as found in a PDF. `claimed_at` is the signer's word, `stamped_at` a trusted authority's: the
    earliest trusted time stamp on it or over it."""

    field: str
    kind: SignatureKind
    signer: str
    issuer: str
    certificate_sha256: str
    claimed_at: datetime | None
    stamped_at: datetime | None
    docmdp: int | None
    covers_whole_file: bool
    valid: bool
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownMarks:
    """What is ours: codes and numbers the caller found in its registers, phrases such as `sprava.test/verify`,
    SHA-256 (hex, of DER) of certificates that we issued or that issue ours."""

    codes: frozenset[str] = field(default_factory=frozenset)
    numbers: frozenset[str] = field(default_factory=frozenset)
    phrases: frozenset[str] = field(default_factory=frozenset)
    certificates: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundMarks:
    """What a file says it is: verification codes (12 digits), registration numbers, certificates in it, its text."""

    codes: frozenset[str] = field(default_factory=frozenset)
    numbers: frozenset[str] = field(default_factory=frozenset)
    certificates: frozenset[str] = field(default_factory=frozenset)
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The verdict with every reason for it. `level`: None unless all signatures hold."""

    verdict: Verdict
    reasons: tuple[Reason, ...]
    sha256: str
    signatures: tuple[SignatureFact, ...] = ()
    level: SignatureLevel | None = None
