"""Levels of signatures: up to B-LTA by services on loopback; whatever fails costs a level and never the signature."""

import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from documents.errors import LevelFailed
from documents.model import KnownMarks, SignatureKind, SignatureLevel, Verdict, Verification
from documents.signing.authority import issue_key, make_authority, revocation_list
from documents.signing.levels import RENEW_BEFORE, Levels, Raised
from documents.signing.pdf_signature import certification, sign
from documents.signing.revocation_source import RevocationSource
from documents.signing.timestamp import TimestampAuthority
from documents.signing.verification import verify
from tests.documents import given
from tests.documents.local_authority import AWAY, HANGING, NONSENSE, LocalAuthority, running

SERVICES = ("ocsp", "crl")


@pytest.fixture(scope="module")
def serving() -> Iterator[LocalAuthority]:
    with running(LocalAuthority(given.authority(), given.NOW)) as found:
        yield found


@pytest.fixture
def local(serving: LocalAuthority) -> Iterator[LocalAuthority]:
    serving.begin_anew(given.NOW)
    authority, tsa_key = serving.authority, serving.tsa_key
    yield serving
    serving.authority, serving.tsa_key = authority, tsa_key


def levels(local: LocalAuthority, seconds: float = 5, now: datetime | None = None) -> Levels:
    return Levels(
        stamper=TimestampAuthority(local.url("tsa"), seconds=seconds, now=lambda: now or local.at),
        source=RevocationSource(seconds=seconds),
        trust=local.trust(),
    )


def signed(local: LocalAuthority, *services: str) -> bytes:
    """Three short pages under one signature; its certificate names the `services`, by default both."""
    director = local.key("Петро Типовий", *(services or SERVICES))
    return sign(given.long_paper(), director, field="Signature1", now=local.at, certify=certification(1))


def signed_and_sealed(local: LocalAuthority) -> bytes:
    """A letter, signed by the director and sealed."""
    director, seal = local.key("Петро Типовий", "ocsp"), local.key("Печатка", "crl", kind="seal")
    once = sign(given.paper(), director, field="Signature1", now=local.at, certify=certification(2))
    return sign(once, seal, field="Signature2", now=local.at)


def judged(pdf: bytes, local: LocalAuthority, *, years: int = 0) -> Verification:
    at = local.at + timedelta(days=366 * years)
    return verify(pdf, stored=None, known_marks=KnownMarks(), trust=local.trust(), now=at)


def raised(pdf: bytes, local: LocalAuthority) -> Raised:
    return levels(local).raised(pdf, local.at)


def test_a_paper_rises_to_the_archive_level_and_pdfsig_and_qpdf_agree(local: LocalAuthority, tmp_path: Path) -> None:
    before = signed_and_sealed(local)

    found = raised(before, local)

    assert (found.level, found.failure) == (SignatureLevel.ARCHIVED, None)
    assert found.pdf.startswith(before)
    verified = judged(found.pdf, local)
    assert (verified.verdict, verified.level) == (Verdict.AUTHENTIC, SignatureLevel.ARCHIVED)
    kinds = [one.kind for one in verified.signatures]
    assert kinds == [SignatureKind.SIGNATURE] * 2 + [SignatureKind.DOCUMENT_TIME_STAMP] * 2
    assert {one.stamped_at for one in verified.signatures} == {local.at}
    file = tmp_path / "paper.pdf"
    file.write_bytes(found.pdf)
    seen = subprocess.run(["pdfsig", "-nocert", file], capture_output=True, text=True, check=False).stdout
    assert seen.count("Signature is Valid") == 2
    assert seen.count("Total document signed") == 1
    subprocess.run(["qpdf", "--check", file], check=True, capture_output=True)


@pytest.mark.parametrize("service", SERVICES)
def test_evidence_comes_from_whatever_the_certificate_names(local: LocalAuthority, service: str) -> None:
    found = raised(signed(local, service), local)

    assert found.level is SignatureLevel.ARCHIVED
    assert local.asked[service] > 0


def test_a_list_at_hand_spares_the_asking(local: LocalAuthority) -> None:
    known = x509.load_der_x509_crl(revocation_list(local.authority, [], local.at))
    at_hand = replace(levels(local), trust=replace(local.trust(), revocation_lists=(known,)))

    found = at_hand.raised(signed(local), local.at)

    assert found.level is SignatureLevel.ARCHIVED
    assert set(local.asked) == {"tsa"}


def test_an_archived_paper_outlives_every_certificate_under_it(local: LocalAuthority) -> None:
    before = signed(local)
    after = raised(before, local).pdf

    verdicts = [judged(one, local, years=12).verdict for one in (before, after)]

    assert verdicts == [Verdict.NOT_AUTHENTIC, Verdict.AUTHENTIC]


@pytest.mark.parametrize("mode", [AWAY, NONSENSE])
def test_without_an_authority_the_paper_stays_as_it_is(local: LocalAuthority, mode: str) -> None:
    local.modes["tsa"] = mode
    before = signed(local)

    found = raised(before, local)

    assert (found.pdf, found.level) == (before, SignatureLevel.BASIC)
    assert found.failure is not None
    assert found.failure.code == "timestamp_failed"


def test_a_hanging_authority_costs_its_seconds_and_no_more(local: LocalAuthority) -> None:
    local.modes["tsa"] = HANGING
    before, began = signed(local), time.monotonic()

    found = levels(local, seconds=0.5).raised(before, local.at)

    assert found.pdf == before
    assert time.monotonic() - began < 5


def test_a_hanging_authority_slows_down_one_signature_and_not_each_of_many(local: LocalAuthority) -> None:
    local.modes["tsa"] = HANGING
    authority, began = TimestampAuthority(local.url("tsa"), seconds=0.5), time.monotonic()

    stamps = [authority.stamp_or_none(bytes(32)) for _ in range(50)]

    assert stamps == [None] * 50
    assert local.asked["tsa"] == 1
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("mode", [AWAY, NONSENSE])
def test_without_evidence_the_stamp_is_kept_and_the_rest_follows_later(local: LocalAuthority, mode: str) -> None:
    local.modes |= {"ocsp": mode, "crl": mode}
    half = raised(signed(local), local)
    local.modes.clear()
    whole = raised(half.pdf, local)

    assert half.failure is not None
    assert (half.level, half.failure.code) == (SignatureLevel.STAMPED, "revocation_unknown")
    assert judged(half.pdf, local).level is SignatureLevel.STAMPED
    assert whole.level is SignatureLevel.ARCHIVED
    assert whole.pdf.startswith(half.pdf)
    assert len(judged(whole.pdf, local).signatures) == 3


@pytest.mark.parametrize("minutes", [-20, 20])
def test_a_stamp_of_another_time_is_not_built_on(local: LocalAuthority, minutes: int) -> None:
    before = signed(local)

    now = local.at + timedelta(minutes=minutes)
    found = levels(local, now=now).raised(before, now)

    assert found.failure is not None
    assert (found.pdf, found.failure.code) == (before, "clocks_differ")


def test_a_stamp_of_a_stranger_is_refused(local: LocalAuthority) -> None:
    before = signed(local)
    stranger = make_authority("Надавач м. Зразкове", given.NOW - timedelta(days=2))
    local.tsa_key = issue_key(stranger, "Надавач часу", kind="tsa", now=local.at)

    with pytest.raises(LevelFailed) as refused:
        raised(before, local)

    assert refused.value.data["reasons"] == "untrusted_time_stamp"


def test_a_signer_revoked_before_signing_is_found_by_the_evidence(local: LocalAuthority) -> None:
    before = signed(local)
    serial = judged_serial(before)
    local.revoked[serial] = local.at - timedelta(hours=1)

    with pytest.raises(LevelFailed) as refused:
        raised(before, local)

    assert refused.value.data["reasons"] == "certificate_revoked"


def test_a_signer_revoked_after_the_stamp_has_signed_all_the_same(local: LocalAuthority) -> None:
    before = signed(local)
    local.revoked[judged_serial(before)] = local.at + timedelta(minutes=2)

    assert judged(raised(before, local).pdf, local, years=1).verdict is Verdict.AUTHENTIC


def judged_serial(pdf: bytes) -> int:
    """The serial number of the first signer's certificate."""
    start = pdf.index(b"/Contents <") + len(b"/Contents <")
    from_hex = bytes.fromhex(pdf[start : pdf.index(b">", start)].decode())
    signed_data = given.cms_content(from_hex)
    return int(signed_data["certificates"][0].chosen.serial_number)


def test_nothing_is_done_twice(local: LocalAuthority) -> None:
    once = raised(signed(local), local)

    assert raised(once.pdf, local) == once


def test_an_archived_paper_is_stamped_anew_before_its_stamp_ends(local: LocalAuthority) -> None:
    once = raised(signed(local), local)
    assert once.good_until is not None
    local.at = once.good_until - RENEW_BEFORE + timedelta(days=1)
    local.tsa_key = local.key("Надавач часу", "crl", kind="tsa", days=1500)

    again = raised(once.pdf, local)

    assert again.good_until is not None
    assert again.good_until > once.good_until
    assert again.pdf.startswith(once.pdf)
    assert judged(again.pdf, local).level is SignatureLevel.ARCHIVED


def test_evidence_of_a_stranger_is_no_evidence(local: LocalAuthority) -> None:
    stranger = make_authority("Надавач м. Зразкове", given.NOW - timedelta(days=2))
    local.modes["ocsp"] = AWAY
    before = signed(local, "crl")
    honest, local.authority = local.authority, stranger

    found = Levels(
        stamper=TimestampAuthority(local.url("tsa")),
        source=RevocationSource(),
        trust=replace(local.trust(), roots=(honest.certificate,), time_stamp_roots=(honest.certificate,)),
    ).raised(before, local.at)

    assert found.level is SignatureLevel.STAMPED
