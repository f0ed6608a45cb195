"""Forgeries of a paper at the archive level. Whoever forges may have time stamps: anybody can get them."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache
from io import BytesIO

import pytest
from cryptography import x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from documents.model import KnownMarks, SignatureLevel, Verdict, Verification
from documents.signing.authority import issue_key, make_authority, revocation_list
from documents.signing.dss import ValidationData, read_validation_data
from documents.signing.levels import Levels
from documents.signing.pdf_signature import add_document_timestamp
from documents.signing.revocation import Revocations
from documents.signing.revocation_source import RevocationSource
from documents.signing.trust import TrustList
from documents.signing.verification import verify
from tests.documents import given
from tests.documents.local_authority import token
from tests.documents.signing.test_verification_attacks import (
    flipped,
    more_pages,
    note,
    orphan,
    other_title,
    overlay,
    rewritten,
    same_signature_in_a_second_field,
    script,
    updated,
)

Change = Callable[[IncrementalPdfFileWriter], None]


def trust() -> TrustList:
    root = (given.authority().certificate,)
    return TrustList(roots=root, time_stamp_roots=root)


def stamp(digest: bytes) -> bytes:
    return token(given.key("Надавач часу", "tsa"), digest, given.NOW)


class Stamper:
    def stamp(self, digest: bytes) -> bytes:
        return stamp(digest)


def raised(pdf: bytes) -> bytes:
    """Raised to B-LTA."""
    known = x509.load_der_x509_crl(revocation_list(given.authority(), [], given.NOW))
    levels = Levels(stamper=Stamper(), source=RevocationSource(), trust=replace(trust(), revocation_lists=(known,)))
    return levels.raised(pdf, given.NOW).pdf


@cache
def archived() -> bytes:
    """Three pages under one signature that allows no change, raised to B-LTA."""
    return raised(given.sealed_once())


def judged(pdf: bytes) -> Verification:
    return verify(pdf, stored=None, known_marks=KnownMarks(), trust=trust(), now=given.NOW)


def test_the_paper_that_is_attacked_is_honest() -> None:
    verified = judged(archived())

    assert (verified.verdict, verified.level) == (Verdict.AUTHENTIC, SignatureLevel.ARCHIVED)


@pytest.mark.parametrize("tail", [b"\n", b"%%EOF\n", b"startxref\n0\n%%EOF\n"])
def test_appended_bytes_are_found(tail: bytes) -> None:
    assert judged(archived() + tail).verdict == Verdict.NOT_AUTHENTIC


def test_a_paper_cut_before_its_stamp_has_lost_its_level_and_not_its_truth() -> None:
    verified = judged(given.sealed_once())

    assert (verified.verdict, verified.level) == (Verdict.AUTHENTIC, SignatureLevel.BASIC)


def flips(pdf: bytes, count: int) -> set[tuple[int, int]]:
    """Bits to flip, as byte and bit: half of them anywhere, half near what holds the signatures together."""
    dice = random.Random(20261126)
    tender = [found.start() for found in re.finditer(rb"/ByteRange|<3082|/DSS|/Certs|xref", pdf)]
    places = [dice.randrange(len(pdf)) for _ in range(count)]
    places += [min(start + dice.randrange(600), len(pdf) - 1) for start in dice.choices(tender, k=count)]
    return {(place, dice.randrange(8)) for place in places}


def overlooked(count: int) -> list[tuple[int, int]]:
    pdf = archived()
    return [one for one in flips(pdf, count) if judged(flipped(pdf, *one)).verdict != Verdict.NOT_AUTHENTIC]


def test_no_flipped_bit_is_overlooked() -> None:
    assert overlooked(8) == []


@pytest.mark.prove
def test_no_flipped_bit_is_overlooked_in_a_long_search() -> None:
    assert overlooked(1500) == []


CHANGES: list[Change] = [overlay, note, more_pages, other_title, script, orphan, same_signature_in_a_second_field]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_that_a_trusted_time_stamp_covers_is_found(change: Change) -> None:
    forged = add_document_timestamp(updated(archived(), change), field="later", stamp=stamp)

    assert judged(forged).verdict == Verdict.NOT_AUTHENTIC


def test_a_rewritten_paper_is_found() -> None:
    assert judged(rewritten(archived(), lambda _: None)).verdict == Verdict.NOT_AUTHENTIC


def more_in_the_store(writer: IncrementalPdfFileWriter) -> None:
    store = writer.root["/DSS"]
    store["/Surprise"] = writer.add_object(generic.StreamObject(stream_data=b"1 1 1 rg 0 0 600 800 re f"))
    writer.update_container(store)


def another_store(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/DSS"] = writer.add_object(generic.DictionaryObject({pdf_name("/Certs"): generic.ArrayObject()}))
    writer.update_root()


@pytest.mark.parametrize("change", [more_in_the_store, another_store])
def test_a_store_that_is_changed_otherwise_than_by_adding_is_found(change: Change) -> None:
    forged = add_document_timestamp(updated(archived(), change), field="later", stamp=stamp)

    assert judged(forged).verdict == Verdict.NOT_AUTHENTIC


def test_a_root_brought_along_in_the_store_is_not_believed() -> None:
    stranger = make_authority("Надавач м. Зразкове", given.NOW - timedelta(days=2))
    key = issue_key(stranger, "Петро Типовий", kind="person", now=given.NOW - timedelta(days=1))
    forged = add_document_timestamp(
        given.signed_by(key),
        field="time",
        stamp=stamp,
        data=ValidationData(
            certificates=(stranger.certificate,),
            revocations=Revocations(lists=(x509.load_der_x509_crl(revocation_list(stranger, [], given.NOW)),)),
        ),
    )

    verified = judged(forged)

    assert verified.verdict == Verdict.NOT_AUTHENTIC
    assert [reason.value for reason in verified.reasons] == ["untrusted_signer"]


def test_a_store_that_cannot_be_read_is_malformed() -> None:
    def broken(writer: IncrementalPdfFileWriter) -> None:
        nonsense = writer.add_object(generic.StreamObject(stream_data=b"no certificate"))
        writer.root["/DSS"] = generic.DictionaryObject({pdf_name("/Certs"): generic.ArrayObject([nonsense])})
        writer.update_root()

    forged = add_document_timestamp(updated(given.sealed_once(), broken), field="time", stamp=stamp)

    assert judged(forged).verdict == Verdict.NOT_AUTHENTIC


def test_what_was_written_into_the_store_is_read_back() -> None:
    writer = IncrementalPdfFileWriter(BytesIO(archived()))

    data = read_validation_data(writer.prev)

    assert len(data.certificates) == 3
    assert len(data.revocations.lists) == 1
