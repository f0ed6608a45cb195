"""Looks for what a file claims to be: verification codes, registration numbers, certificates, traces of signatures.

Works on raw bytes as well, since a forged or damaged file may not parse. Must not judge.
"""

import hashlib
import re
from binascii import unhexlify

from asn1crypto import cms

from documents.model import FoundMarks, KnownMarks
from documents.signing.second_parser import read_again

_CODE = re.compile(r"(?<![\d-])(\d{4})[-\u2010-\u2015 ]?(\d{4})[-\u2010-\u2015 ]?(\d{4})(?![\d-])")
_NUMBER = re.compile(r"(?<![\d/])\d{1,6}/\d{2}-\d{2}(?!\d)")
_CMS = re.compile(rb"<(30[0-9A-Fa-f]{400,})")
_TRACES = re.compile(rb"/ByteRange|adbe\.pkcs7|ETSI\.CAdES|ETSI\.RFC3161|/Adobe\.PPKLite")


def marks_in(pdf: bytes) -> FoundMarks:
    """All claims of a file. Hand the codes and numbers to the registers, and what they know back in `KnownMarks`."""
    reading = read_again(pdf)
    text = "" if reading is None else reading.text
    return FoundMarks(
        codes=frozenset("".join(found) for found in _CODE.findall(text)),
        numbers=frozenset(_NUMBER.findall(text)),
        certificates=frozenset(_certificates(pdf)),
        text=text,
    )


def bears_mark(pdf: bytes, known: KnownMarks) -> bool:
    """Whether any of the file's claims is one of ours."""
    if known.certificates & set(_certificates(pdf)):
        return True
    if not (known.codes or known.numbers or known.phrases):
        return False
    found = marks_in(pdf)
    return bool(
        found.codes & known.codes
        or found.numbers & known.numbers
        or any(phrase in found.text for phrase in known.phrases if phrase)
    )


def has_signature_traces(pdf: bytes) -> bool:
    """Whether the raw bytes hold anything that belongs to a signature, readable or not."""
    return _TRACES.search(pdf) is not None or _CMS.search(pdf) is not None


def _certificates(pdf: bytes) -> list[str]:
    found: list[str] = []
    for match in _CMS.finditer(pdf):
        digits = match[1][: len(match[1]) // 2 * 2]
        try:
            signed = cms.ContentInfo.load(unhexlify(digits))["content"]
            found += [hashlib.sha256(one.chosen.dump()).hexdigest() for one in signed["certificates"]]
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
    return found
