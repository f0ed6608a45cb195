"""A resolution's detached signature holds for exactly the JSON that was shown."""

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509

from documents.model import Reason
from documents.signing.authority import issue_key, make_authority, revocation_list
from documents.signing.detached import sign_detached, verify_detached
from documents.signing.trust import TrustList
from tests.documents import given

RESOLUTION = '{"due":"2026-11-26","text":"Ліквідувати яму"}'.encode()


def test_an_honest_signature_holds_and_names_the_signer() -> None:
    cms = sign_detached(RESOLUTION, given.key(), given.NOW)

    verified = verify_detached(RESOLUTION, cms, given.trust(), given.NOW)

    assert verified.valid
    assert (verified.signer, verified.claimed_at) == ("Петро Типовий", given.NOW)


def test_openssl_agrees(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(RESOLUTION)
    (tmp_path / "cms.der").write_bytes(sign_detached(RESOLUTION, given.key(), given.NOW))
    (tmp_path / "ca.pem").write_bytes(given.authority().certificate_pem())

    done = subprocess.run(
        "openssl cms -verify -cades -binary -inform DER -in cms.der -content data -CAfile ca.pem -purpose any "
        f"-attime {int(given.NOW.timestamp())}",
        shell=True,
        check=False,
        cwd=tmp_path,
        capture_output=True,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout == RESOLUTION


def test_other_data_do_not_hold() -> None:
    cms = sign_detached(RESOLUTION, given.key(), given.NOW)

    verified = verify_detached(RESOLUTION.replace(b"26", b"27"), cms, given.trust(), given.NOW)

    assert (verified.valid, verified.reason) == (False, Reason.BROKEN_DIGEST)


@pytest.mark.parametrize("cms", [b"", b"\x30\x00", bytes(50), b"text"])
def test_what_is_no_signature_does_not_hold(cms: bytes) -> None:
    verified = verify_detached(RESOLUTION, cms, given.trust(), given.NOW)

    assert (verified.valid, verified.reason) == (False, Reason.UNREADABLE_SIGNATURE)


def test_a_namesake_of_another_authority_does_not_hold() -> None:
    stranger = issue_key(
        make_authority("Надавач м. Зразкове", given.NOW), "Петро Типовий", kind="person", now=given.NOW
    )
    cms = sign_detached(RESOLUTION, stranger, given.NOW)

    assert verify_detached(RESOLUTION, cms, given.trust(), given.NOW).reason == Reason.UNTRUSTED_SIGNER


def test_no_flipped_byte_holds() -> None:
    cms = sign_detached(RESOLUTION, given.key(), given.NOW)

    held = [
        place
        for place in range(0, len(cms), 3)
        if verify_detached(RESOLUTION, _flip(cms, place), given.trust(), given.NOW).valid
    ]

    assert held == []


def _flip(data: bytes, place: int) -> bytes:
    changed = bytearray(data)
    changed[place] ^= 1
    return bytes(changed)


def test_revocation_counts_from_its_date() -> None:
    cms = sign_detached(RESOLUTION, given.key(), given.NOW)
    serial = given.key().certificate.serial_number
    crl = revocation_list(given.authority(), [(serial, given.NOW + timedelta(days=2))], given.NOW + timedelta(days=3))
    trust = TrustList(roots=(given.authority().certificate,), revocation_lists=(x509.load_der_x509_crl(crl),))

    assert verify_detached(RESOLUTION, cms, trust, given.NOW + timedelta(days=1)).valid
    late = verify_detached(RESOLUTION, cms, trust, given.NOW + timedelta(days=40))
    assert late.reason == Reason.CERTIFICATE_REVOKED


def test_an_expired_certificate_does_not_hold() -> None:
    cms = sign_detached(RESOLUTION, given.key(), given.NOW)

    verified = verify_detached(RESOLUTION, cms, given.trust(), given.NOW + timedelta(days=1000))

    assert verified.reason == Reason.CERTIFICATE_EXPIRED


def test_a_revocation_list_of_a_stranger_revokes_nobody() -> None:
    cms = sign_detached(RESOLUTION, given.key(), given.NOW)
    stranger = make_authority("Надавач м. Зразкове", given.NOW)
    crl = revocation_list(stranger, [(given.key().certificate.serial_number, given.NOW)], given.NOW)
    trust = TrustList(roots=(given.authority().certificate,), revocation_lists=(x509.load_der_x509_crl(crl),))

    assert verify_detached(RESOLUTION, cms, trust, given.NOW + timedelta(days=1)).valid
