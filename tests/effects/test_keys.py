"""Keys at rest, the seal's key, and signatures over histories."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from documents.errors import KeyUnusable, WrongPin
from documents.signing.authority import issue_key, make_authority
from effects.history_seal import HistorySealKey
from effects.keyring import SEAL, Keyring
from gate.seal_check import seal_check

NOW = datetime(2026, 11, 23, 8, 5, tzinfo=UTC)
AUTHORITY = make_authority("Тестовий центр", NOW)
KEYRING = Keyring(server_key=b"k" * 32)


def test_a_key_opens_with_its_pin_and_this_server_only() -> None:
    # given
    key = issue_key(AUTHORITY, "Петро Типовий", kind="person", now=NOW)
    kept = KEYRING.keep(key, "utility_director", "246810")
    # then
    assert KEYRING.open(kept, "246810").certificate == key.certificate
    with pytest.raises(WrongPin):
        KEYRING.open(kept, "000000")
    with pytest.raises(KeyUnusable):
        Keyring(server_key=b"x" * 32).open(kept, "246810")


def test_the_seal_needs_no_person() -> None:
    key = issue_key(AUTHORITY, "Рада", kind="seal", now=NOW)
    kept = KEYRING.keep_seal(key)
    assert kept.holder == SEAL
    assert KEYRING.open_seal(kept).certificate == key.certificate


def test_a_seal_over_histories_is_checked_against_the_towns_own_certificates() -> None:
    # given
    key = issue_key(AUTHORITY, "Рада", kind="seal", now=NOW)
    kept = KEYRING.keep_seal(key)
    sealing = HistorySealKey(key, lambda: NOW)
    signature = sealing.sign(b"statement")
    check = seal_check([kept.certificate])
    # then
    assert check(sealing.id, b"statement", signature)
    assert not check(sealing.id, b"another statement", signature)
    assert not check("0" * 64, b"statement", signature)
    assert not check(sealing.id, b"statement", b"no signature")
    # and: another key, though of the same authority, is not the town's
    other = HistorySealKey(issue_key(AUTHORITY, "Рада", kind="seal", now=NOW), lambda: NOW)
    assert not check(other.id, b"statement", other.sign(b"statement"))
    assert not check(sealing.id, b"statement", other.sign(b"statement"))
