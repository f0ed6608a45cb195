"""Keys in devices: a software token (SoftHSM) stands in for the town's own device."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cryptography import x509

from documents.errors import KeyUnusable, WrongPin
from documents.model import KnownMarks, Verdict
from documents.signing.cms import build_cms, check_cms
from documents.signing.kept_tokens import require_pair
from documents.signing.pdf_signature import sign
from documents.signing.signer import Signer
from documents.signing.tokens import TokenKey
from documents.signing.verification import verify
from effects.keyring import SEAL, Keyring
from tests.documents import given
from tests.soft_device import MODULE, PIN, needs_soft_device

pytestmark = needs_soft_device


@pytest.fixture
def token(soft_device: str) -> str:
    return soft_device


def held(label: str = "director", pin: str = PIN) -> TokenKey:
    certificate = (given.key() if label == "director" else given.key("Час", "tsa")).certificate
    return TokenKey(module=MODULE, token="town", label=label, pin=pin, certificate=certificate)


@pytest.mark.parametrize("label", ["director", "stamps"])
def test_a_key_in_a_device_signs_by_either_algorithm(token: str, label: str) -> None:
    require_pair(held(label))


def test_a_paper_signed_by_a_device_is_like_any_other(token: str) -> None:
    pdf = sign(given.long_paper(), held(), field="director", now=given.NOW)

    verified = verify(pdf, stored=None, known_marks=KnownMarks(), trust=given.trust(), now=given.NOW)

    assert verified.verdict == Verdict.AUTHENTIC


def test_a_wrong_pin_is_told_as_such(token: str) -> None:
    with pytest.raises(WrongPin):
        held(pin="000000").try_pin()
    held().try_pin()


@pytest.mark.parametrize("wrong", [{"token": "village"}, {"label": "nobody"}])
def test_what_the_device_does_not_hold_is_told(token: str, wrong: dict[str, str]) -> None:
    with pytest.raises(KeyUnusable) as error:
        replace(held(), **wrong).try_pin()  # type: ignore[arg-type]

    assert error.value.code == "token_missing"


def test_a_library_that_is_not_there_is_told(token: str) -> None:
    with pytest.raises(KeyUnusable):
        replace(held(), module="/nowhere/module.so").try_pin()


def test_a_certificate_of_another_key_is_found_out(token: str) -> None:
    with pytest.raises(KeyUnusable) as error:
        require_pair(replace(held(), certificate=given.key("Інша людина").certificate))

    assert error.value.code == "key_and_certificate_differ"


def test_an_officials_pin_is_not_kept_and_opens_the_key(token: str) -> None:
    keyring = Keyring(server_key=b"k" * 32, token_module=MODULE)
    kept = keyring.keep_token(held(), "director")

    opened = keyring.open(kept, PIN)

    assert PIN.encode() not in kept.sealed_key
    assert check_cms_of(opened) == given.key().certificate
    with pytest.raises(WrongPin):
        keyring.open(kept, "000000")


def check_cms_of(key: Signer) -> x509.Certificate:
    digest = bytes(32)
    return check_cms(build_cms(digest, key), digest).certificate


def test_the_seal_opens_with_the_server_key_alone(token: str) -> None:
    keyring = Keyring(server_key=b"k" * 32, token_module=MODULE)
    kept = keyring.keep_token(held(), SEAL)

    assert check_cms_of(keyring.open_seal(kept)) == given.key().certificate
    assert PIN.encode() not in kept.sealed_key
    with pytest.raises(KeyUnusable):
        Keyring(server_key=b"x" * 32, token_module=MODULE).open_seal(kept)


def test_a_ceremony_opens_the_device_with_the_clients_secret(token: str) -> None:
    keyring = Keyring(server_key=b"k" * 32, token_module=MODULE)
    secret = b"s" * 32
    wrapped = keyring.wrap(keyring.open(keyring.keep_token(held(), "director"), PIN), secret, "one")

    assert check_cms_of(keyring.unwrap(wrapped, secret, "one")) == given.key().certificate
    for other, session in ((b"t" * 32, "one"), (secret, "two")):
        with pytest.raises(KeyUnusable):
            keyring.unwrap(wrapped, other, session)


def test_without_a_library_the_key_is_unusable(token: str) -> None:
    kept = Keyring(server_key=b"k" * 32, token_module=MODULE).keep_token(held(), "director")

    with pytest.raises(KeyUnusable) as error:
        Keyring(server_key=b"k" * 32).open(kept, PIN)

    assert error.value.code == "no_token_module"
