"""Foreign PDFs are read in a limited process: the same answers, and files that would hold a server up cost a child."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import pytest

from documents.errors import UploadRefused
from documents.inspection.pool import InspectionPool
from documents.model import KnownMarks, Reason, Verdict
from documents.pdf_cleaning import clean_pdf
from documents.signing.marks import marks_in
from documents.signing.verification import verify
from tests.documents import given


@pytest.fixture(scope="module")
def inspection() -> Iterator[InspectionPool]:
    pool = InspectionPool(given.trust())
    yield pool
    pool.close()


def bomb() -> bytes:
    """A small signed-looking file whose page unfolds to a gigabyte of text operators."""
    squeezed = zlib.compress(b"(a) Tj " * 20_000_000, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<<>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(squeezed), squeezed),
    ]
    pdf, places = b"%PDF-1.7\n%/ByteRange\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(pdf))
        pdf += b"%d 0 obj%s endobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(pdf)
    return pdf + b"xref\n0 5\n0000000000 65535 f \n" + table + end


def test_the_answers_are_those_of_this_process(inspection: InspectionPool) -> None:
    known = KnownMarks(phrases=frozenset({"nowhere"}))
    for pdf in (given.complete_paper(), given.paper(), b"no pdf"):
        here = verify(pdf, stored=None, known_marks=known, trust=given.trust(), now=given.NOW)
        assert inspection.verify(pdf, known, given.NOW) == here
        assert inspection.marks_in(pdf) == marks_in(pdf)
    assert inspection.clean_pdf(given.paper()).data == clean_pdf(given.paper()).data


def test_a_refusal_keeps_its_code(inspection: InspectionPool) -> None:
    with pytest.raises(UploadRefused) as refused:
        inspection.clean_pdf(b"%PDF-1.7 broken")

    assert refused.value.code == "not_readable"


def test_a_file_that_unfolds_without_end_is_not_believed_and_the_next_one_is_read() -> None:
    pool = InspectionPool(given.trust(), seconds=4, memory_mb=600)
    try:
        judged = pool.verify(bomb(), KnownMarks(phrases=frozenset({"sprava.test/verify"})), given.NOW)
        marks = pool.marks_in(bomb())
        honest = pool.verify(given.sealed_once(), KnownMarks(), given.NOW)
    finally:
        pool.close()

    assert judged.verdict is not Verdict.AUTHENTIC
    assert marks.codes == frozenset()
    assert (honest.verdict, honest.reasons) == (Verdict.AUTHENTIC, (Reason.VALID_SIGNATURES,))
