"""Signing: with a key at hand, with a key elsewhere, sealing, certification; other programs agree."""

import hashlib
import re
import subprocess
from pathlib import Path

import pytest
from pikepdf import Pdf

from documents.errors import SigningFailed
from documents.signing.cms import build_cms
from documents.signing.pdf_signature import DocMdp, certification, complete, prepare, sign
from tests.documents import given


def pdfsig(pdf: bytes, folder: Path) -> str:
    (folder / "paper.pdf").write_bytes(pdf)
    return subprocess.run(
        ["pdfsig", "-nocert", folder / "paper.pdf"], capture_output=True, text=True, check=True
    ).stdout


def test_pdfsig_and_qpdf_agree_with_a_signed_and_sealed_paper(tmp_path: Path) -> None:
    told = pdfsig(given.complete_paper(), tmp_path)

    assert told.count("Signature is Valid") == 2
    assert told.count("ETSI.CAdES.detached") == 2
    assert told.count("Total document signed") == 1
    assert subprocess.run(["qpdf", "--check", tmp_path / "paper.pdf"], capture_output=True, check=False).returncode == 0


def test_signing_only_appends() -> None:
    assert given.signed_paper().startswith(given.paper())
    assert given.complete_paper().startswith(given.signed_paper())


def test_a_key_elsewhere_gives_the_same_kind_of_signature(tmp_path: Path) -> None:
    prepared = prepare(given.paper(), field="director", signer_certificate=given.key().certificate, now=given.NOW)
    ranges = [int(number) for number in re.findall(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]", prepared.pdf)[0]]
    covered = prepared.pdf[: ranges[1]] + prepared.pdf[ranges[2] : ranges[2] + ranges[3]]

    signed = complete(prepared.state, build_cms(prepared.digest, given.key()))

    assert hashlib.sha256(covered).digest() == prepared.digest
    assert "Signature is Valid" in pdfsig(signed, tmp_path)


def test_a_signature_made_by_openssl_is_accepted(tmp_path: Path) -> None:
    prepared = prepare(given.paper(), field="director", signer_certificate=given.key().certificate, now=given.NOW)
    (tmp_path / "key.pem").write_bytes(given.key_pem(given.key()))
    (tmp_path / "cert.pem").write_bytes(given.cert_pem(given.key()))
    ranges = [int(number) for number in re.findall(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]", prepared.pdf)[0]]
    (tmp_path / "data").write_bytes(prepared.pdf[: ranges[1]] + prepared.pdf[ranges[2] :])
    subprocess.run(
        "openssl cms -sign -cades -binary -md sha256 -in data -signer cert.pem -inkey key.pem "
        "-outform DER -out cms.der",
        shell=True,
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )

    signed = complete(prepared.state, (tmp_path / "cms.der").read_bytes())

    assert "Signature is Valid" in pdfsig(signed, tmp_path)


def refusal_to_complete(cms: bytes, state: bytes | None = None) -> str:
    prepared = prepare(given.paper(), field="director", signer_certificate=given.key().certificate, now=given.NOW)
    with pytest.raises(SigningFailed) as caught:
        complete(prepared.state if state is None else state, cms)
    return caught.value.code


def test_a_cms_over_other_bytes_is_refused() -> None:
    assert refusal_to_complete(build_cms(hashlib.sha256(b"other").digest(), given.key())) == "wrong_digest"


def test_a_cms_of_somebody_else_is_refused() -> None:
    prepared = prepare(given.paper(), field="director", signer_certificate=given.key().certificate, now=given.NOW)

    with pytest.raises(SigningFailed) as caught:
        complete(prepared.state, build_cms(prepared.digest, given.seal_key()))

    assert caught.value.code == "other_signer"


def test_a_cms_with_a_broken_signature_value_is_refused() -> None:
    prepared = prepare(given.paper(), field="director", signer_certificate=given.key().certificate, now=given.NOW)
    cms = bytearray(build_cms(prepared.digest, given.key()))
    cms[-1] ^= 1

    with pytest.raises(SigningFailed) as caught:
        complete(prepared.state, bytes(cms))

    assert caught.value.code == "signature_does_not_fit"


@pytest.mark.parametrize("cms", [b"", b"text", bytes(100), b"\x30\x03\x02\x01\x01"])
def test_what_is_no_cms_is_refused(cms: bytes) -> None:
    assert refusal_to_complete(cms) == "not_a_signature"


def test_a_changed_state_is_refused() -> None:
    prepared = prepare(given.paper(), field="director", signer_certificate=given.key().certificate, now=given.NOW)
    state = prepared.state.replace(b"%PDF-1.7", b"%PDF-1.6", 1)

    assert refusal_to_complete(build_cms(prepared.digest, given.key()), state) == "damaged_state"


def test_a_foreign_checker_decides_on_algorithms_we_do_not_know() -> None:
    prepared = prepare(given.paper(), field="director", signer_certificate=given.key().certificate, now=given.NOW)

    signed = complete(prepared.state, b"\x30\x03\x02\x01\x01", check=lambda cms, digest: given.key().certificate)

    assert b"3003020101" in signed


def test_one_signature_to_come_is_certified_against_any_change() -> None:
    assert (certification(1), certification(2), certification(3)) == (
        DocMdp.NO_CHANGES,
        DocMdp.FURTHER_SIGNATURES,
        DocMdp.FURTHER_SIGNATURES,
    )


def refusal_to_sign(pdf: bytes, field: str, certify: DocMdp | None = None) -> str:
    with pytest.raises(SigningFailed) as caught:
        sign(pdf, given.key(), field=field, now=given.NOW, certify=certify)
    return caught.value.code


def test_after_level_one_nobody_signs() -> None:
    assert refusal_to_sign(given.sealed_once(), "later") == "no_more_signatures"


def test_a_field_is_signed_once() -> None:
    assert refusal_to_sign(given.signed_paper(), "director") == "field_taken"


def test_certification_comes_first() -> None:
    assert refusal_to_sign(given.signed_paper(), "seal", DocMdp.FURTHER_SIGNATURES) == "certification_must_be_first"


@pytest.mark.parametrize("pdf", [b"", b"text", b"%PDF-1.7\n"])
def test_what_is_no_pdf_is_not_signed(pdf: bytes) -> None:
    assert refusal_to_sign(pdf, "x") == "not_signable"


def test_an_encrypted_paper_is_not_signed(tmp_path: Path) -> None:
    (tmp_path / "plain.pdf").write_bytes(given.paper())
    subprocess.run(["qpdf", "--encrypt", "", "x", "256", "--", "plain.pdf", "locked.pdf"], cwd=tmp_path, check=True)

    assert refusal_to_sign((tmp_path / "locked.pdf").read_bytes(), "x") == "not_signable"


def test_signing_touches_neither_dates_nor_metadata(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(given.paper())
    (tmp_path / "b.pdf").write_bytes(given.complete_paper())
    with Pdf.open(tmp_path / "a.pdf") as before, Pdf.open(tmp_path / "b.pdf") as after:
        assert str(before.docinfo.ModDate) == str(after.docinfo.ModDate)
        assert before.Root.Metadata.read_bytes() == after.Root.Metadata.read_bytes()
