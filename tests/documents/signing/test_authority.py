"""The demo authority makes certificates that other programs accept, for one use each."""

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from documents.errors import KeyUnusable
from documents.signing.authority import Authority, CertificateKind, certificate_pem, issue, issue_key, revocation_list
from tests.documents import given


def test_an_authority_comes_back_from_pem() -> None:
    again = Authority.from_pem(given.authority().to_pem())

    assert again.certificate == given.authority().certificate
    assert again.private_key.private_numbers() == given.authority().private_key.private_numbers()


def test_a_certificate_without_its_key_is_no_authority() -> None:
    with pytest.raises(KeyUnusable):
        Authority.from_pem(given.authority().certificate_pem())


@pytest.mark.parametrize("kind", list(CertificateKind))
def test_openssl_accepts_the_chain(kind: CertificateKind, tmp_path: Path) -> None:
    _, certificate = issue(given.authority(), "Перевірка", kind=kind, now=given.NOW)
    (tmp_path / "ca.pem").write_bytes(given.authority().certificate_pem())
    (tmp_path / "one.pem").write_bytes(certificate_pem(certificate))

    done = subprocess.run(
        [
            "openssl",
            "verify",
            "-x509_strict",
            "-attime",
            str(int(given.NOW.timestamp()) + 60),
            "-CAfile",
            "ca.pem",
            "one.pem",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr


def test_people_sign_with_non_repudiation_and_stamps_only_stamp() -> None:
    person = issue_key(given.authority(), "Особа", kind="person", now=given.NOW).certificate
    stamp = issue_key(given.authority(), "Час", kind="tsa", now=given.NOW).certificate

    usage = person.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.content_commitment
    assert not usage.key_cert_sign
    extended = stamp.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    assert extended.critical
    assert list(extended.value) == [ExtendedKeyUsageOID.TIME_STAMPING]


def test_serial_numbers_differ() -> None:
    assert len({issue(given.authority(), "x", kind="seal", now=given.NOW)[1].serial_number for _ in range(5)}) == 5


def test_a_revocation_list_names_the_revoked() -> None:
    revoked = given.key().certificate.serial_number

    crl = x509.load_der_x509_crl(revocation_list(given.authority(), [(revoked, given.NOW)], given.NOW + timedelta(1)))

    assert crl.is_signature_valid(given.authority().certificate.public_key())  # type: ignore[arg-type]
    assert crl.get_revoked_certificate_by_serial_number(revoked) is not None
    assert crl.get_revoked_certificate_by_serial_number(1) is None
