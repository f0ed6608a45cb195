"""Is this paper real? The verdict on a file, with every reason.

Must not read files or registers: the caller looks the hash up and hands in what it found. First the store answers; a
file that the store does not know is read strictly; whatever is not proven is not authentic (rules.md, 21).
"""

import hashlib
from datetime import datetime

from documents.model import (
    KnownMarks,
    Reason,
    SignatureKind,
    StoredPaper,
    Verdict,
    Verification,
)
from documents.signing.marks import bears_mark, has_signature_traces
from documents.signing.second_parser import read_again
from documents.signing.signature_reading import SignatureReading
from documents.signing.trust import TrustList
from documents.signing.validation import read_signatures


def verify(
    pdf: bytes,
    *,
    stored: StoredPaper | None,
    known_marks: KnownMarks,
    trust: TrustList,
    now: datetime,
) -> Verification:
    """Judge a file.

    `stored` is what the store has under the SHA-256 of these very bytes, else None. `known_marks` are codes, numbers,
    phrases and certificates that are ours; a file that bears one and is not in the store is never authentic.
    `authentic` for other people's papers needs every signature valid and a certificate from the trust list.
    """
    sha256 = hashlib.sha256(pdf).hexdigest()
    reading = read_signatures(pdf, trust, now)
    if stored is not None and stored.sha256 == sha256:
        verdict = Verdict.AUTHENTIC if stored.complete else Verdict.NOT_AUTHENTIC
        reason = Reason.IN_STORE if stored.complete else Reason.INCOMPLETE
        return Verification(
            verdict=verdict,
            reasons=(reason,),
            sha256=sha256,
            signatures=reading.signatures,
            level=reading.level,
        )
    verdict, reasons = _judge(pdf, reading, known_marks)
    return Verification(
        verdict=verdict,
        reasons=tuple(dict.fromkeys(reasons)),
        sha256=sha256,
        signatures=reading.signatures,
        level=reading.level,
    )


def _judge(pdf: bytes, reading: SignatureReading, known: KnownMarks) -> tuple[Verdict, list[Reason]]:
    is_ours = bears_mark(pdf, known)
    signed = bool(reading.signatures) or has_signature_traces(pdf)
    if not signed:
        if is_ours:
            return Verdict.NOT_AUTHENTIC, [Reason.NO_SIGNATURE, Reason.NOT_IN_STORE]
        return Verdict.UNKNOWN, [
            Reason.NO_SIGNATURE if pdf.lstrip()[:5] == b"%PDF-" else Reason.NOT_A_PDF,
            Reason.NO_MARK,
        ]
    problems = _problems(pdf, reading)
    if is_ours:
        return Verdict.NOT_AUTHENTIC, [Reason.NOT_IN_STORE, *problems]
    if not problems:
        return Verdict.AUTHENTIC, [Reason.VALID_SIGNATURES]
    if set(problems) == {Reason.UNSUPPORTED_ALGORITHM}:
        return Verdict.UNKNOWN, problems
    return Verdict.NOT_AUTHENTIC, problems


def _problems(pdf: bytes, reading: SignatureReading) -> list[Reason]:
    problems = list(reading.reasons)
    for one in reading.signatures:
        problems += one.reasons
    if not any(one.kind is SignatureKind.SIGNATURE for one in reading.signatures):
        problems.append(problems[0] if problems else Reason.STRAY_SIGNATURE)
    return problems or _second_opinion(pdf, reading)


def _second_opinion(pdf: bytes, reading: SignatureReading) -> list[Reason]:
    """The first signed revision and the file as it is must say the same to other parsers."""
    first = read_again(pdf[: min(reading.signed_ends)])
    last = read_again(pdf)
    if first is None or last is None:
        return [Reason.MALFORMED]
    if first.pages != last.pages:
        return [Reason.PAGE_COUNT_DIFFERS]
    return [] if first.text == last.text else [Reason.TEXT_DIFFERS]
