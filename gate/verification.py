"""Is this paper real? By its bytes or by its code; the same answer for pages and API (rules.md 21, api.md
"Verdicts")."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from documents.model import KnownMarks, SignatureFact, Verdict
from gate.address import own_address
from gate.doors import application, doors, reading
from store.queries.own_marks import known_codes, known_numbers, our_certificates
from store.queries.papers import FoundPaper, paper_by_bytes, paper_by_code
from store.reading import Reading

INCOMPLETE = "incomplete"
IN_STORE = "in_store"
NO_SUCH_CODE = "no_such_code"
COPY_OF_PAPER = "copy_of_paper"
"""What is authentic is the copy; the original was signed by hand, and no electronic signature of it exists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedPaper:
    """The verdict with reasons; `found` if the paper is in our store, `facts` what the file itself was found to
    hold."""

    verdict: Verdict
    reasons: tuple[str, ...]
    found: FoundPaper | None = None
    facts: tuple[SignatureFact, ...] = ()


def check_file(data: bytes) -> CheckedPaper:
    """The verdict on a file. Bytes that the store knows are answered from there and not even read."""
    with reading() as look:
        found = paper_by_bytes(look, hashlib.sha256(data).hexdigest())
        if found is not None:
            return _ours(found)
        known = _known_marks(look, data)
    result = doors().inspection.verify(data, known, application().clock.now())
    return CheckedPaper(
        verdict=result.verdict,
        reasons=tuple(reason.value for reason in result.reasons),
        facts=result.signatures,
    )


def check_code(code: str) -> CheckedPaper:
    """The verdict on a code as somebody typed it; spaces and hyphens do not matter."""
    digits = "".join(letter for letter in code if letter not in " -\u2010\u2011\u2012\u2013\u2014")
    if len(digits) != 12 or not (digits.isascii() and digits.isdecimal()):
        return CheckedPaper(verdict=Verdict.UNKNOWN, reasons=(NO_SUCH_CODE,))
    with reading() as look:
        found = paper_by_code(look, digits)
    if found is None:
        return CheckedPaper(verdict=Verdict.UNKNOWN, reasons=(NO_SUCH_CODE,))
    return _ours(found)


def _ours(found: FoundPaper) -> CheckedPaper:
    # Bytes of an earlier stage are ours, but not the finished paper.
    if not found.whole:
        return CheckedPaper(verdict=Verdict.NOT_AUTHENTIC, reasons=(INCOMPLETE,), found=found)
    copy = (COPY_OF_PAPER,) if found.paper.scan is not None else ()
    return CheckedPaper(verdict=Verdict.AUTHENTIC, reasons=(IN_STORE, *copy), found=found)


def _known_marks(look: Reading, data: bytes) -> KnownMarks:
    claimed = doors().inspection.marks_in(data)
    host = own_address().partition("://")[2]
    return KnownMarks(
        codes=known_codes(look, claimed.codes),
        numbers=known_numbers(look, claimed.numbers),
        phrases=frozenset({f"{host}/verify"}),
        certificates=frozenset(hashlib.sha256(one).hexdigest() for one in our_certificates(look)),
    )
