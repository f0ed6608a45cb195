"""What happens to a paper, from its draft to the post."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from workflow.case import NamedSigner, Paper
from workflow.quick_values import quicken
from workflow.scan import Scan


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDrafted:
    """A paper is wanted: a draft without number."""

    schema: ClassVar[int] = 1
    paper: Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentNumbered:
    """The paper took its number at its first opening for signature; it keeps it."""

    schema: ClassVar[int] = 1
    document: UUID
    register: str
    number: str
    code: str
    day: date | None = None
    """the day in town; None in histories of before it was said, which have the day in UTC in their journal"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentOpened:
    """The final bytes were made for signature, dated `date`; earlier signatures none.

    `content`, `named` and `body` as on `Paper`: what the bytes were made of, and whose names stand on them.
    """

    schema: ClassVar[int] = 1
    document: UUID
    date: date
    sha256: str
    content: str | None = None
    named: tuple[NamedSigner, ...] = ()
    body: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSigned:
    """One signature (or the seal) was set on the bytes `shown`, giving `sha256`."""

    schema: ClassVar[int] = 1
    document: UUID
    role: str
    by: str | None
    name: str
    position: str
    acting_for: str | None
    at: datetime
    shown: str
    sha256: str
    certificate: str
    delegated_by: str | None = None
    """the name of the official who handed this paper to the signer"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCompleted:
    """Signed by all, sealed, registered."""

    schema: ClassVar[int] = 1
    document: UUID
    at: datetime
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentUpgraded:
    """A complete paper got more proof around its signatures: the bytes `previous` became the beginning of `sha256`;
    or was found to have had it since it was signed, and the two are the same.

    `level` is B-T or B-LTA (ETSI EN 319 142-1); `good_until`: when the newest time stamp's certificates end. Nothing
    that anybody decided has changed, so the case's version stays.
    """

    schema: ClassVar[int] = 1
    document: UUID
    level: str
    previous: str
    sha256: str
    good_until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReturned:
    """The signer sent the paper back with a comment; number and code stay with it."""

    schema: ClassVar[int] = 1
    document: UUID
    by: str
    reason: str
    commitment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentVoided:
    """A paper lost its force, or was dropped before completion; its number is voided with it."""

    schema: ClassVar[int] = 1
    document: UUID
    by: str
    reason: str
    replaced_by: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentScanned:
    """A paper signed by hand was scanned in, or scanned anew: of these pages the copy `document` will be made."""

    schema: ClassVar[int] = 1
    document: UUID
    scan: Scan


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSent:
    """The paper left: by post (tracking number), e-mail, or over the counter (to whom is a personal value)."""

    schema: ClassVar[int] = 1
    document: UUID
    way: str
    tracking: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCameBack:
    """The post office could not hand the letter over and returned it."""

    schema: ClassVar[int] = 1
    document: UUID
    by: str
    at: datetime


quicken(
    DocumentDrafted,
    DocumentNumbered,
    DocumentOpened,
    DocumentSigned,
    DocumentCompleted,
    DocumentUpgraded,
    DocumentReturned,
    DocumentVoided,
    DocumentScanned,
    DocumentSent,
    DocumentCameBack,
)
