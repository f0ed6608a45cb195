"""The key of a request: whose it is, and what it was sent with."""

from __future__ import annotations

from uuid import uuid4

import pytest
from flask import Flask, request

from gate.idempotency import key_of
from gate.problems import GateRefusal
from workflow.ports.idempotency import IdempotencyKey

APP = Flask("test", static_folder=None)
SECRET = b"s" * 32


def asked(
    key: str | None,
    body: bytes = b"{}",
    *,
    username: str | None = "clerk",
    path: str = "/x",
    secret: bytes = SECRET,
    if_match: str = "",
) -> IdempotencyKey | None:
    given = {"If-Match": if_match, **({"Idempotency-Key": key} if key is not None else {})}
    with APP.test_request_context(path, method="POST", data=body, headers=given):
        return key_of(request, username=username, secret=secret)


def test_no_header_no_key() -> None:
    assert asked(None) is None


def test_the_same_request_has_the_same_key() -> None:
    assert asked("one") == asked("one")


def test_another_body_path_or_version_has_another_fingerprint() -> None:
    plain = asked("one")
    others = [asked("one", b"[]"), asked("one", path="/y"), asked("one", if_match='"3"')]

    assert plain is not None
    assert all(other is not None and other.body != plain.body for other in others)


def test_accounts_do_not_share_keys() -> None:
    one, other = asked("one"), asked("one", username="mayor")

    assert one is not None
    assert other is not None
    assert one.scope != other.scope


def test_a_pin_in_a_body_cannot_be_guessed_from_its_fingerprint() -> None:
    # A plain hash of a body with six unknown digits falls to a million tries; a keyed one does not.
    one, other = asked("one", b'{"pin": "246810"}'), asked("one", b'{"pin": "246810"}', secret=b"t" * 32)

    assert one is not None
    assert other is not None
    assert one.body != other.body


def test_the_public_uses_uuids() -> None:
    assert asked(str(uuid4()), username=None) is not None
    with pytest.raises(GateRefusal):
        asked("one", username=None)


@pytest.mark.parametrize("key", ["", "x" * 201, "with space", "кирилиця".encode().decode("latin-1")])
def test_a_malformed_key_is_refused(key: str) -> None:
    with pytest.raises(GateRefusal):
        asked(key)
