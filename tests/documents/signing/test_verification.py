"""Verdicts: the store first, then strict reading; honest papers are authentic, incomplete and unknown ones are not."""

import asyncio
import hashlib
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from cryptography import x509

from documents.model import KnownMarks, Reason, SignatureKind, StoredPaper, Verdict, Verification
from documents.rendering.pdf import render_pdf
from documents.signing.authority import issue_key, make_authority, revocation_list
from documents.signing.marks import marks_in
from documents.signing.pdf_signature import sign
from documents.signing.trust import TrustList
from documents.signing.verification import verify
from tests.documents import given

NOTHING = KnownMarks()
OURS = KnownMarks(codes=frozenset({"482177305526"}))


def judged(
    pdf: bytes, *, stored: StoredPaper | None = None, marks: KnownMarks = NOTHING, trust: TrustList | None = None
) -> Verification:
    return verify(pdf, stored=stored, known_marks=marks, trust=trust or given.trust(), now=given.NOW)


def kept(pdf: bytes, *, complete: bool) -> StoredPaper:
    return StoredPaper(sha256=hashlib.sha256(pdf).hexdigest(), complete=complete)


def test_a_complete_paper_from_the_store_is_authentic() -> None:
    verified = judged(given.complete_paper(), stored=kept(given.complete_paper(), complete=True), marks=OURS)

    assert (verified.verdict, verified.reasons) == (Verdict.AUTHENTIC, (Reason.IN_STORE,))
    assert [one.signer for one in verified.signatures] == ["Петро Типовий", "Печатка КП «Благоустрій»"]
    assert [one.field for one in verified.signatures] == ["director", "seal"]
    assert all(one.valid and one.claimed_at == given.NOW for one in verified.signatures)


@pytest.mark.parametrize("paper", [given.paper, given.signed_paper])
def test_an_unfinished_paper_from_the_store_is_incomplete(paper: Callable[[], bytes]) -> None:
    verified = judged(paper(), stored=kept(paper(), complete=False))

    assert (verified.verdict, verified.reasons) == (Verdict.NOT_AUTHENTIC, (Reason.INCOMPLETE,))


def test_a_stored_paper_with_another_hash_does_not_vouch() -> None:
    verified = judged(given.complete_paper() + b"\n", stored=kept(given.complete_paper(), complete=True))

    assert verified.verdict == Verdict.NOT_AUTHENTIC


@pytest.mark.parametrize("paper", [given.complete_paper, given.signed_paper, given.sealed_once])
def test_a_foreign_paper_with_valid_signatures_is_authentic(paper: Callable[[], bytes]) -> None:
    verified = judged(paper())

    assert (verified.verdict, verified.reasons) == (Verdict.AUTHENTIC, (Reason.VALID_SIGNATURES,))


def test_three_signatures_are_all_told() -> None:
    pdf = sign(given.complete_paper(), given.key("Марія Взірцева"), field="mayor", now=given.NOW)

    verified = judged(pdf)

    assert verified.verdict == Verdict.AUTHENTIC
    assert [one.covers_whole_file for one in verified.signatures] == [False, False, True]
    assert [one.docmdp for one in verified.signatures] == [2, None, None]
    assert {one.kind for one in verified.signatures} == {SignatureKind.SIGNATURE}


@pytest.mark.parametrize(
    "marks",
    [
        OURS,
        KnownMarks(numbers=frozenset({"1187/02-21"})),
        KnownMarks(phrases=frozenset({"sprava.test/verify"})),
        KnownMarks(
            certificates=frozenset({hashlib.sha256(given.key().certificate.public_bytes(given.DER)).hexdigest()})
        ),
    ],
)
def test_a_paper_that_claims_to_be_ours_but_is_not_in_the_store_is_not_authentic(marks: KnownMarks) -> None:
    verified = judged(given.complete_paper(), marks=marks)

    assert (verified.verdict, verified.reasons) == (Verdict.NOT_AUTHENTIC, (Reason.NOT_IN_STORE,))


def test_an_unsigned_paper_with_our_code_is_not_authentic() -> None:
    verified = judged(given.paper(), marks=OURS)

    assert verified.verdict == Verdict.NOT_AUTHENTIC
    assert set(verified.reasons) == {Reason.NO_SIGNATURE, Reason.NOT_IN_STORE}


def test_a_paper_without_signature_and_mark_is_unknown() -> None:
    assert judged(given.long_paper()).verdict == Verdict.UNKNOWN


@pytest.mark.parametrize("file", [b"", b"\xff\xd8\xff\xe0", b"PK\x03\x04", "Довідка".encode()])
def test_what_is_no_pdf_is_unknown(file: bytes) -> None:
    verified = judged(file)

    assert verified.verdict == Verdict.UNKNOWN
    assert Reason.NOT_A_PDF in verified.reasons


def test_marks_are_found_in_the_text() -> None:
    found = marks_in(given.complete_paper())

    assert found.codes == {"482177305526"}
    assert "1187/02-21" in found.numbers
    assert len(found.certificates) == 2


def test_a_signer_of_another_authority_with_the_same_name_is_untrusted() -> None:
    stranger = issue_key(
        make_authority("Надавач м. Зразкове", given.NOW), "Петро Типовий", kind="person", now=given.NOW
    )

    verified = judged(sign(given.paper(), stranger, field="director", now=given.NOW))

    assert (verified.verdict, verified.reasons) == (Verdict.NOT_AUTHENTIC, (Reason.UNTRUSTED_SIGNER,))


def test_an_expired_certificate_without_a_trusted_time_proves_nothing() -> None:
    later = given.NOW + timedelta(days=1000)

    verified = verify(given.complete_paper(), stored=None, known_marks=NOTHING, trust=given.trust(), now=later)

    assert verified.reasons == (Reason.CERTIFICATE_EXPIRED,)


def test_a_revoked_certificate_proves_nothing() -> None:
    crl = revocation_list(given.authority(), [(given.key().certificate.serial_number, given.NOW)], given.NOW)
    trust = TrustList(roots=(given.authority().certificate,), revocation_lists=(x509.load_der_x509_crl(crl),))

    assert judged(given.complete_paper(), trust=trust).reasons == (Reason.CERTIFICATE_REVOKED,)


def test_without_a_trust_list_nobody_is_trusted() -> None:
    assert judged(given.complete_paper(), trust=TrustList(roots=())).reasons == (Reason.UNTRUSTED_SIGNER,)


def test_an_algorithm_that_we_cannot_check_is_unknown() -> None:
    from_elsewhere = bytearray(given.sealed_once())
    # A DSTU 4145 certificate: the key algorithm id-ecPublicKey becomes one that no library here knows.
    known, unknown = b"2A8648CE3D0201", b"2A8648CE3D027F"
    place = from_elsewhere.rindex(known)
    from_elsewhere[place : place + len(known)] = unknown
    ecdsa, other = b"06082A8648CE3D040302", b"06082A8648CE3D04037F"
    start = from_elsewhere.index(b"<3082")
    pdf = bytes(from_elsewhere[:start]) + bytes(from_elsewhere[start:]).replace(ecdsa, other)

    verified = judged(pdf)

    assert (verified.verdict, verified.reasons) == (Verdict.UNKNOWN, (Reason.UNSUPPORTED_ALGORITHM,))


def test_an_encrypted_file_is_not_authentic_if_it_claims_signatures() -> None:
    output = BytesIO()
    with pikepdf.open(BytesIO(given.complete_paper())) as document:
        document.save(output, encryption=pikepdf.Encryption(owner="x", user=""))

    assert judged(output.getvalue()).verdict == Verdict.NOT_AUTHENTIC


def test_a_paper_with_an_empty_signature_field_is_unknown() -> None:
    form = render_pdf("<p>x", assets={}, identifier=b"x", created=given.NOW)
    output = BytesIO()
    with pikepdf.open(BytesIO(form)) as document:
        document.Root.AcroForm = pikepdf.Dictionary(
            Fields=[document.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="Підпис"))]
        )
        document.save(output)

    assert judged(output.getvalue()).verdict == Verdict.UNKNOWN


def test_verification_works_inside_a_running_event_loop() -> None:
    async def inside() -> Verdict:
        return judged(given.complete_paper()).verdict

    assert asyncio.run(inside()) == Verdict.AUTHENTIC
