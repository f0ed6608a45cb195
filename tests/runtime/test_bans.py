"""The bans of the test suite hold, and let loopback through."""

from __future__ import annotations

import smtplib
import socket

import pytest

from tests.bans import ForbiddenInTests


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("8.8.8.8", 53)])
def test_no_test_reaches_another_machine(address: tuple[str, int]) -> None:
    with socket.socket() as outside, pytest.raises(ForbiddenInTests):
        outside.connect(address)


def test_no_test_looks_up_a_name() -> None:
    with pytest.raises(ForbiddenInTests):
        socket.create_connection(("example.org", 80))


def test_no_test_sends_mail_by_the_machine() -> None:
    with pytest.raises(ForbiddenInTests):
        smtplib.SMTP("localhost")


def test_loopback_is_let_through() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()
