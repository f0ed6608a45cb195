"""Reads a PDF with parsers other than the one that checks signatures, to notice files that show two faces.

qpdf (through pikepdf) counts pages, pypdf counts pages and reads text. Hostile files are expected here.
"""

import logging
from dataclasses import dataclass
from io import BytesIO

import pikepdf
import pypdf

_MAX_PAGES = 200

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondReading:
    """Page count and text (whitespace folded) as two other parsers see them."""

    pages: int
    text: str


def read_again(pdf: bytes) -> SecondReading | None:
    """None if the two parsers cannot read the file or disagree on the number of pages."""
    try:
        with pikepdf.open(BytesIO(pdf), attempt_recovery=False) as document:
            counted = len(document.pages)
        reader = pypdf.PdfReader(BytesIO(pdf), strict=False)
        if len(reader.pages) != counted:
            return None
        text = " ".join(page.extract_text() for page in reader.pages[:_MAX_PAGES])
    except Exception:
        return None
    return SecondReading(pages=counted, text=" ".join(text.split()))
