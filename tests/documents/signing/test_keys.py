"""Keys at rest need the PIN and the server key; a ceremony's key needs the client's secret."""

import dataclasses
import json
from typing import Any

import pytest

from documents.errors import KeyUnusable, WrongPin
from documents.signing import keys
from documents.signing.authority import certificate_pem, key_pem
from documents.signing.keys import EncryptedKey
from tests.documents import given

SERVER_KEY = bytes(range(32))


@pytest.fixture(scope="module")
def encrypted() -> EncryptedKey:
    key = given.key()
    return keys.make_pin_key(
        key_pem(key.private_key), certificate_pem(key.certificate), "135790", SERVER_KEY, owner="typovyi"
    )


def test_the_right_pin_opens_the_key(encrypted: EncryptedKey) -> None:
    opened = keys.open_pin_key(encrypted, "135790", SERVER_KEY, owner="typovyi")

    assert opened.private_key.private_numbers() == given.key().private_key.private_numbers()
    assert opened.certificate == given.key().certificate


@pytest.mark.parametrize("pin", ["135791", "", "1357900", "135790 "])
def test_a_wrong_pin_is_told_as_such(encrypted: EncryptedKey, pin: str) -> None:
    with pytest.raises(WrongPin):
        keys.open_pin_key(encrypted, pin, SERVER_KEY, owner="typovyi")


def test_the_pin_alone_is_not_enough(encrypted: EncryptedKey) -> None:
    with pytest.raises(KeyUnusable) as caught:
        keys.open_pin_key(encrypted, "135790", bytes(32), owner="typovyi")

    assert caught.value.code == "foreign_key"


def test_without_the_server_key_a_right_pin_looks_like_a_wrong_one(encrypted: EncryptedKey) -> None:
    codes = set()
    for pin in ("135790", "000000"):
        with pytest.raises(KeyUnusable) as caught:
            keys.open_pin_key(encrypted, pin, b"x" * 32, owner="typovyi")
        codes.add((caught.value.code, str(caught.value.data)))

    assert len(codes) == 1


def test_a_key_is_bound_to_its_owner(encrypted: EncryptedKey) -> None:
    with pytest.raises(KeyUnusable):
        keys.open_pin_key(encrypted, "135790", SERVER_KEY, owner="vzirtseva")


@pytest.mark.parametrize("part", ["salt", "nonce", "ciphertext", "certificate"])
def test_every_part_is_authenticated(encrypted: EncryptedKey, part: str) -> None:
    value = bytearray(getattr(encrypted, part))
    value[-1] ^= 1
    changes: Any = {part: bytes(value)}

    with pytest.raises((KeyUnusable, WrongPin)):
        keys.open_pin_key(dataclasses.replace(encrypted, **changes), "135790", SERVER_KEY, owner="typovyi")


def test_a_stored_key_comes_back(encrypted: EncryptedKey) -> None:
    assert EncryptedKey.from_bytes(encrypted.to_bytes()) == encrypted


@pytest.mark.parametrize("stored", [b"", b"{}", b"\xff", b"[]", b'{"format": "other"}'])
def test_damaged_storage_is_told(stored: bytes) -> None:
    with pytest.raises(KeyUnusable) as caught:
        EncryptedKey.from_bytes(stored)

    assert caught.value.code == "damaged_key"


def test_nothing_of_the_key_lies_in_the_open(encrypted: EncryptedKey) -> None:
    secret = given.key().private_key.private_numbers().private_value.to_bytes(32)  # type: ignore[union-attr]

    assert secret not in encrypted.ciphertext
    assert "BEGIN" not in json.dumps(encrypted.to_bytes().decode())
    assert "private_key" not in repr(given.key())


def test_the_pin_can_be_changed(encrypted: EncryptedKey) -> None:
    changed = keys.change_pin(encrypted, "135790", "246801", SERVER_KEY, owner="typovyi")

    assert keys.open_pin_key(changed, "246801", SERVER_KEY, owner="typovyi").certificate == given.key().certificate
    with pytest.raises(WrongPin):
        keys.open_pin_key(changed, "135790", SERVER_KEY, owner="typovyi")


def test_a_key_must_fit_its_certificate() -> None:
    with pytest.raises(KeyUnusable) as caught:
        keys.make_pin_key(
            key_pem(given.key().private_key), certificate_pem(given.seal_key().certificate), "1", SERVER_KEY
        )

    assert caught.value.code == "key_and_certificate_differ"


def test_a_short_server_key_is_refused() -> None:
    with pytest.raises(KeyUnusable) as caught:
        keys.make_pin_key(key_pem(given.key().private_key), certificate_pem(given.key().certificate), "1", b"short")

    assert caught.value.code == "weak_server_key"


def test_a_ceremony_needs_the_secret_of_the_client_and_its_own_session() -> None:
    secret = keys.new_session_secret()
    wrapped = keys.wrap_for_session(given.key(), secret, session="s-1")

    assert keys.open_from_session(wrapped, secret, session="s-1").certificate == given.key().certificate
    for other, session in ((keys.new_session_secret(), "s-1"), (secret, "s-2"), (b"", "s-1")):
        with pytest.raises(KeyUnusable) as caught:
            keys.open_from_session(wrapped, other, session=session)
        assert caught.value.code == "wrong_session_secret"


@pytest.mark.parametrize("wrapped", [b"", b"short", bytes(200)])
def test_damaged_wrapping_is_told(wrapped: bytes) -> None:
    with pytest.raises(KeyUnusable):
        keys.open_from_session(wrapped, keys.new_session_secret())
