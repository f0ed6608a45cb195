"""What no test may do: reach beyond this machine, or send mail through it."""

from __future__ import annotations

import ipaddress
import smtplib
import socket
from collections.abc import Callable
from typing import Any

import pytest

_MAIL_PORTS = frozenset({25, 465, 587})


class ForbiddenInTests(AssertionError):
    """A test tried to reach something outside this machine, or to send mail by the machine's mail server."""


def is_local(address: object) -> bool:
    """Whether a socket address stays on this machine: a Unix path, a loopback IP, or `localhost`."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    if host in ("localhost", ""):
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python sockets connect to loopback and Unix paths only; names other than `localhost` do not resolve."""
    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
    resolve = socket.getaddrinfo

    def local_only(host: Any, *arguments: Any, **options: Any) -> Any:
        if host is not None and not is_local((host.decode() if isinstance(host, bytes) else host, 0)):
            raise ForbiddenInTests(f"name lookup of {host!r}")
        return resolve(host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", local_only)


@pytest.fixture(autouse=True)
def no_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own mail server is out of reach; a test's own server listens on some other port of loopback."""
    connect = smtplib.SMTP.connect

    def guarded(self: smtplib.SMTP, host: str = "localhost", port: int = 0, *rest: Any, **options: Any) -> Any:
        if (port or self.default_port) in _MAIL_PORTS:
            raise ForbiddenInTests(f"mail through {host}:{port or self.default_port}")
        return connect(self, host, port, *rest, **options)

    monkeypatch.setattr(smtplib.SMTP, "connect", guarded)


def _guarded(original: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, *arguments: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_local(arguments[-1]):
            raise ForbiddenInTests(f"network: {arguments[-1]!r}")
        return original(self, *arguments)

    return guarded
