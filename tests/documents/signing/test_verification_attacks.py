"""Forgeries. Each starts from an honest paper, mostly with keys that are trusted; none may be called authentic."""

import hashlib
import random
import re
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from documents.model import KnownMarks, Reason, Verdict, Verification
from documents.signing.cms import build_cms
from documents.signing.pdf_signature import prepare, sign
from documents.signing.verification import verify
from tests.documents import given

PAPERS: list[Callable[[], bytes]] = [given.complete_paper, given.sealed_once]


def judged(pdf: bytes) -> Verification:
    return verify(pdf, stored=None, known_marks=KnownMarks(), trust=given.trust(), now=given.NOW)


def test_the_papers_that_are_attacked_are_honest() -> None:
    assert [judged(paper()).verdict for paper in PAPERS] == [Verdict.AUTHENTIC, Verdict.AUTHENTIC]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("tail", [b"\n", b" ", b"\0", b"%comment\n", b"%%EOF\n", b"startxref\n0\n%%EOF\n", b"<html>"])
def test_appended_bytes_are_found(paper: Callable[[], bytes], tail: bytes) -> None:
    verified = judged(paper() + tail)

    assert verified.verdict == Verdict.NOT_AUTHENTIC


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("head", [b"\n", b"%PDF-1.4\n", b"GIF89a"])
def test_bytes_before_the_paper_are_found(paper: Callable[[], bytes], head: bytes) -> None:
    assert judged(head + paper()).verdict == Verdict.NOT_AUTHENTIC


@pytest.mark.parametrize("cut", [1, 2, 100, 5000])
def test_a_cut_paper_is_found(cut: int) -> None:
    assert judged(given.complete_paper()[:-cut]).verdict == Verdict.NOT_AUTHENTIC


def flipped(pdf: bytes, place: int, bit: int) -> bytes:
    changed = bytearray(pdf)
    changed[place] ^= 1 << bit
    return bytes(changed)


@pytest.mark.parametrize("paper", PAPERS)
def test_no_flipped_bit_is_overlooked(paper: Callable[[], bytes]) -> None:
    pdf = paper()
    dice = random.Random(20261125)
    # Most bytes are fonts and padding: half of the flips go to the structures around the signatures.
    tender = [match.start() + dice.randrange(900) for match in re.finditer(rb"/ByteRange|<3082|/AcroForm|xref", pdf)]
    places = [dice.randrange(len(pdf)) for _ in range(30)] + dice.choices(tender, k=30)

    overlooked = [
        place
        for place in places
        if place < len(pdf) and judged(flipped(pdf, place, dice.randrange(8))).verdict != Verdict.NOT_AUTHENTIC
    ]

    assert overlooked == []


def test_no_flipped_bit_inside_the_last_signature_is_overlooked() -> None:
    pdf = given.sealed_once()
    start = pdf.index(b"<3082") + 1
    size = 2 * (int(pdf[start + 4 : start + 8], 16) + 4)
    dice = random.Random(1)

    overlooked = []
    for place in range(start, start + size, 61):
        value = int(pdf[place : place + 1], 16) ^ (1 << dice.randrange(4))
        changed = pdf[:place] + b"%X" % value + pdf[place + 1 :]
        if judged(changed).verdict != Verdict.NOT_AUTHENTIC:
            overlooked.append(place - start)

    assert overlooked == []


@pytest.mark.prove
@pytest.mark.parametrize("paper", PAPERS)
def test_no_flipped_bit_anywhere_is_overlooked(paper: Callable[[], bytes]) -> None:
    pdf = paper()
    dice = random.Random(2)

    overlooked = [
        place
        for place in range(0, len(pdf), 19)
        if judged(flipped(pdf, place, dice.randrange(8))).verdict != Verdict.NOT_AUTHENTIC
    ]

    assert overlooked == []


def rewritten(pdf: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    output = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        change(document)
        document.save(output)
    return output.getvalue()


def add_page(document: pikepdf.Pdf) -> None:
    document.add_blank_page()


def remove_page(document: pikepdf.Pdf) -> None:
    del document.pages[-1]


def nothing(_: pikepdf.Pdf) -> None:
    return


@pytest.mark.parametrize("change", [add_page, remove_page, nothing])
def test_a_rewritten_paper_is_found(change: Callable[[pikepdf.Pdf], None]) -> None:
    assert judged(rewritten(given.sealed_once(), change)).verdict == Verdict.NOT_AUTHENTIC


def updated(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """An incremental update, as a forger with ordinary tools would append it."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    change(writer)
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def overlay(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    stream = generic.StreamObject(stream_data=b"1 1 1 rg 0 0 600 800 re f")
    page["/Contents"] = writer.add_object(stream)
    writer.update_container(page)


def note(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    annotation = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): generic.ArrayObject([generic.NumberObject(n) for n in (50, 50, 300, 300)]),
            pdf_name("/Contents"): generic.TextStringObject("Відмовлено"),
        }
    )
    annotations = page.get("/Annots", generic.ArrayObject())
    annotations.append(writer.add_object(annotation))
    page["/Annots"] = annotations
    writer.update_container(page)
    writer.update_container(annotations)


def fewer_pages(writer: IncrementalPdfFileWriter) -> None:
    pages = writer.root["/Pages"]
    pages["/Kids"] = generic.ArrayObject(list(pages["/Kids"])[:1])
    pages["/Count"] = generic.NumberObject(1)
    writer.update_container(pages)


def more_pages(writer: IncrementalPdfFileWriter) -> None:
    pages = writer.root["/Pages"]
    first = pages["/Kids"].raw_get(0)
    pages["/Kids"].append(first)
    pages["/Count"] = generic.NumberObject(int(pages["/Count"]) + 1)
    writer.update_container(pages)


def other_title(writer: IncrementalPdfFileWriter) -> None:
    writer.set_info(generic.DictionaryObject({pdf_name("/Title"): generic.TextStringObject("Інша назва")}))


def script(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/OpenAction"] = generic.DictionaryObject(
        {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.TextStringObject("app.alert(1)")}
    )
    writer.update_root()


def orphan(writer: IncrementalPdfFileWriter) -> None:
    writer.add_object(generic.StreamObject(stream_data=b"hidden for later"))


def same_signature_in_a_second_field(writer: IncrementalPdfFileWriter) -> None:
    fields = writer.root["/AcroForm"]["/Fields"]
    first = fields[0].get_object()
    page = writer.root["/Pages"]["/Kids"].raw_get(0)
    twin = generic.DictionaryObject(
        {
            pdf_name("/FT"): pdf_name("/Sig"),
            pdf_name("/T"): generic.TextStringObject("mayor"),
            pdf_name("/V"): first.raw_get("/V"),
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Widget"),
            pdf_name("/Rect"): generic.ArrayObject([generic.NumberObject(0)] * 4),
            pdf_name("/F"): generic.NumberObject(132),
            pdf_name("/P"): page,
        }
    )
    fields.append(writer.add_object(twin))
    writer.update_container(fields)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(
    "change",
    [overlay, note, fewer_pages, more_pages, other_title, script, orphan, same_signature_in_a_second_field],
)
def test_an_update_after_the_signatures_is_found(
    paper: Callable[[], bytes], change: Callable[[IncrementalPdfFileWriter], None]
) -> None:
    forged = updated(paper(), change)

    assert len(forged) > len(paper())
    assert judged(forged).verdict == Verdict.NOT_AUTHENTIC


@pytest.mark.parametrize(
    "change", [overlay, note, more_pages, other_title, script, orphan, same_signature_in_a_second_field]
)
def test_an_update_that_a_later_trusted_signature_covers_is_found(
    change: Callable[[IncrementalPdfFileWriter], None],
) -> None:
    """The forger works in the house and has a key: he changes the director's paper, then seals the change."""
    forged = sign(updated(given.signed_paper(), change), given.seal_key(), field="seal", now=given.NOW)

    verified = judged(forged)

    assert verified.verdict == Verdict.NOT_AUTHENTIC
    assert {Reason.CHANGED_AFTER_SIGNING, Reason.REPEATED_SIGNATURE} & set(verified.reasons)


def test_one_signature_shown_in_two_fields_is_found_though_it_was_signed_so() -> None:
    once = sign(given.paper(), given.key(), field="director", now=given.NOW)
    forged = updated(once, same_signature_in_a_second_field)

    assert Reason.REPEATED_SIGNATURE in judged(forged).reasons


def test_a_signature_after_a_certification_against_any_change_is_found() -> None:
    writer = IncrementalPdfFileWriter(BytesIO(given.sealed_once()))
    steps = PdfCMSEmbedder(new_field_spec=SigFieldSpec("later")).write_cms("later", writer)
    next(steps)
    steps.send(SigObjSetup(sig_placeholder=SignatureObject(timestamp=given.NOW, bytes_reserved=8192)))
    prepared, output = steps.send(SigIOSetup(md_algorithm="sha256"))
    prepared.fill_with_cms(output, build_cms(prepared.document_digest, given.key()))

    verified = judged(output.getvalue())
    assert verified.verdict == Verdict.NOT_AUTHENTIC
    assert {Reason.CHANGE_FORBIDDEN, Reason.CHANGED_AFTER_SIGNING} & set(verified.reasons)


def resigned(paper: bytes, before: int, after: int) -> bytes:
    """A trusted signature over a ByteRange that leaves out more than the contents, by some bytes on either side."""
    prepared = prepare(paper, field="director", signer_certificate=given.key().certificate, now=given.NOW)
    pdf = prepared.pdf
    found = re.search(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\] *", pdf)
    assert found is not None
    start, end, size = (int(number) for number in found.groups())
    wrapped = b"/ByteRange [0 %d %d %d]" % (start - before, end + after, size - after)
    pdf = pdf[: found.start()] + wrapped.ljust(found.end() - found.start()) + pdf[found.end() :]
    digest = hashlib.sha256(pdf[: start - before] + pdf[end + after :]).digest()
    cms = build_cms(digest, given.key()).hex().upper().encode()
    return pdf[: start + 1] + cms + pdf[start + 1 + len(cms) :]


def test_a_byte_range_that_leaves_out_more_than_the_contents_is_found() -> None:
    assert judged(resigned(given.paper(), 0, 0)).verdict == Verdict.AUTHENTIC
    for before, after in ((1, 0), (0, 1), (10, 10)):
        verified = judged(resigned(given.paper(), before, after))
        assert (verified.verdict, verified.reasons[0]) == (Verdict.NOT_AUTHENTIC, Reason.IRREGULAR_BYTE_RANGE)


def test_a_byte_range_that_does_not_begin_at_the_beginning_is_found() -> None:
    pdf = re.sub(rb"/ByteRange \[0 ", b"/ByteRange [9 ", given.complete_paper())

    assert judged(pdf).verdict == Verdict.NOT_AUTHENTIC


def test_bytes_hidden_behind_the_cms_are_found() -> None:
    pdf = bytearray(given.sealed_once())
    place = pdf.index(b"0" * 200) + 100
    pdf[place : place + 8] = b"CAFEBABE"

    assert judged(bytes(pdf)).reasons[0] == Reason.IRREGULAR_BYTE_RANGE


def test_another_spelling_of_the_contents_is_found() -> None:
    pdf = bytearray(given.sealed_once())
    start = pdf.index(b"<3082") + 1
    letter = next(place for place in range(start, start + 200) if pdf[place] in b"ABCDEF")
    pdf[letter] += 32

    assert judged(bytes(pdf)).reasons[0] == Reason.IRREGULAR_BYTE_RANGE


def test_a_signature_taken_from_another_paper_is_found() -> None:
    mine, other = given.sealed_once(), sign(given.paper(), given.seal_key(), field="seal", now=given.NOW)
    taken = re.search(rb"<(3082[0-9A-F]+)>", other)
    place = re.search(rb"<(3082[0-9A-F]+)>", mine)
    assert taken is not None
    assert place is not None
    forged = mine[: place.start(1)] + taken[1] + mine[place.end(1) :]

    assert judged(forged).reasons == (Reason.BROKEN_DIGEST,)


def test_an_emptied_signature_is_found() -> None:
    emptied = re.sub(rb"<(3082[0-9A-F]+)>", lambda found: b"<" + b"0" * len(found[1]) + b">", given.sealed_once())

    assert judged(emptied).verdict == Verdict.NOT_AUTHENTIC


def test_a_signature_that_no_field_shows_is_found() -> None:
    hidden = given.complete_paper().replace(b"/AcroForm", b"/AcroFarm")

    assert judged(hidden).verdict == Verdict.NOT_AUTHENTIC


def test_a_certificate_hung_on_a_signature_is_found() -> None:
    stranger = given.key("Зайва людина")
    prepared = prepare(given.paper(), field="director", signer_certificate=given.key().certificate, now=given.NOW)
    loaded = given.with_chain(given.key(), stranger.certificate)
    pdf = given.filled(prepared, build_cms(prepared.digest, loaded))

    assert judged(pdf).reasons == (Reason.UNSIGNED_CONTENT,)


def test_poppler_agrees_that_a_changed_paper_is_broken(tmp_path: Path) -> None:
    changed = flipped(given.complete_paper(), 200, 0)
    (tmp_path / "paper.pdf").write_bytes(changed)

    told = subprocess.run(["pdfsig", "-nocert", tmp_path / "paper.pdf"], capture_output=True, text=True, check=False)

    assert told.stdout.count("Digest Mismatch") == 2
    assert judged(changed).verdict == Verdict.NOT_AUTHENTIC
