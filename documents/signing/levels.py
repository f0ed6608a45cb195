"""Raises the level of a signed paper: time stamp (B-T), then evidence that its certificates held, under one more time
stamp (B-LTA); and does the last step again before that stamp's certificate ends.

Only ever appends; the signatures stay as they are. Evidence is written in the same revision as the stamp over it, so
no paper of ours stands at B-LT with its last bytes unsigned (docs/adr/0401). ETSI EN 319 142-1, 6.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256

from documents.errors import DocumentError, LevelFailed, RevocationUnknown, TimestampFailed
from documents.model import SignatureLevel
from documents.signing.dss import ValidationData
from documents.signing.pdf_signature import add_document_timestamp
from documents.signing.revocation import Revocations, current
from documents.signing.signature_reading import SignatureReading
from documents.signing.trust import TrustList
from documents.signing.validation import read_signatures

RENEW_BEFORE = timedelta(days=90)
_SHA256 = SHA256()


class Stamper(Protocol):
    """Gives time stamp tokens (DER) over a SHA-256 digest; raises TimestampFailed."""

    def stamp(self, digest: bytes) -> bytes: ...


class Source(Protocol):
    """Asks the issuers of certificates; `RevocationSource` is one."""

    def ask(self, subject: x509.Certificate, issuer: x509.Certificate) -> Iterator[Revocations]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """The paper at its new level. `good_until`: when the newest time stamp's chain ends, None without a stamp.

    `failure`: why it did not get to B-LTA yet, None when it did.
    """

    pdf: bytes = field(repr=False)
    level: SignatureLevel
    good_until: datetime | None
    failure: DocumentError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """What raising a level needs from outside."""

    stamper: Stamper
    source: Source
    trust: TrustList

    def raised(self, pdf: bytes, now: datetime) -> Raised:
        """As far up as the outside allows today; the same bytes when nothing is to be done.

        Raises LevelFailed: `not_verified` (with `reasons`) when the paper, or what was made of it, does not hold.
        """
        reading = self._read(pdf, now)
        if reading.level is SignatureLevel.ARCHIVED and not _ends_soon(reading, now):
            return _raised(pdf, reading, None)
        try:
            if reading.level is SignatureLevel.BASIC:
                pdf, reading = self._stamped(pdf, reading, ValidationData(), now)
            pdf, reading = self._stamped(pdf, reading, self._evidence(reading, now), now)
        except (TimestampFailed, RevocationUnknown) as error:
            return _raised(pdf, reading, error)
        if reading.level is not SignatureLevel.ARCHIVED:
            raise LevelFailed("not_verified", {"reasons": str(reading.level)})
        return _raised(pdf, reading, None)

    def _read(self, pdf: bytes, now: datetime) -> SignatureReading:
        reading = read_signatures(pdf, self.trust, now)
        reasons = [*reading.reasons, *(reason for one in reading.signatures for reason in one.reasons)]
        if reasons or not reading.signatures:
            raise LevelFailed("not_verified", {"reasons": " ".join(dict.fromkeys(reasons)) or "no_signature"})
        return reading

    def _stamped(
        self, pdf: bytes, reading: SignatureReading, data: ValidationData, now: datetime
    ) -> tuple[bytes, SignatureReading]:
        """One more document time stamp over everything so far and `data`; held against the trust list at once."""
        name = f"TimeStamp{len(reading.signatures) + 1}"
        stamped = add_document_timestamp(pdf, field=name, stamp=self.stamper.stamp, data=data)
        after = self._read(stamped, now)
        return stamped, after

    def _evidence(self, reading: SignatureReading, now: datetime) -> ValidationData:
        found = Revocations()
        certificates: dict[bytes, x509.Certificate] = {}
        asked: set[tuple[bytes, int]] = set()
        for path in (*reading.paths, *reading.stamp_paths):
            for issuer, subject in pairwise(path):
                certificates |= {one.fingerprint(_SHA256): one for one in (issuer, subject)}
                key = (issuer.fingerprint(_SHA256), subject.serial_number)
                if key not in asked:
                    asked.add(key)
                    found += self._statement(subject, issuer, now)
        return ValidationData(certificates=tuple(certificates.values()), revocations=found)

    def _statement(self, subject: x509.Certificate, issuer: x509.Certificate, now: datetime) -> Revocations:
        """A statement that holds now: from the trust list at hand, else from whom the certificate names."""
        at_hand = current(subject, issuer, self.trust.revocations, now)
        if at_hand.lists or at_hand.responses:
            return _one(at_hand)
        for told in self.source.ask(subject, issuer):
            good = current(subject, issuer, told, now)
            if good.lists or good.responses:
                return _one(good)
        raise RevocationUnknown(data={"certificate": subject.subject.rfc4514_string()[:200]})


def _raised(pdf: bytes, reading: SignatureReading, failure: DocumentError | None) -> Raised:
    level = reading.level or SignatureLevel.BASIC
    return Raised(pdf=pdf, level=level, good_until=reading.good_until, failure=failure)


def _ends_soon(reading: SignatureReading, now: datetime) -> bool:
    return reading.good_until is not None and reading.good_until - now < RENEW_BEFORE


def _one(good: Revocations) -> Revocations:
    """The newest response, else the newest list: one statement is enough, and papers stay small."""
    if good.responses:
        return Revocations(responses=(max(good.responses, key=lambda one: one.this_update_utc),))
    return Revocations(lists=(max(good.lists, key=lambda one: one.last_update_utc),))
