"""One HTTP POST with a time limit, by the standard library. No redirects are followed, no proxy is taken from outside.

An answer of any status is an answer; only its absence is an error.
"""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPMessage, HTTPResponse, HTTPSConnection
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.request import HTTPHandler, HTTPRedirectHandler, HTTPSHandler, ProxyHandler, Request, build_opener

from notifications.channel import FailureCode, RetryableFailure

_MOST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpAnswer:
    """The status and at most the first 64 KB of the body."""

    status: int
    body: bytes


class PrivateAddress(Exception):
    """The host stands on an address that is not public, and nothing was sent to it."""


def http_post(
    url: str, *, body: bytes, headers: Mapping[str, str], timeout_seconds: float, public_only: bool = False
) -> HttpAnswer:
    """Send once. `timeout_seconds` holds for each wait on the network.

    With `public_only` the address that was really connected to is looked at before anything is sent, so that a name
    that points elsewhere a moment later leads nowhere; raises `PrivateAddress`.

    Raises `RetryableFailure`: `unreachable` when the request did not go out whole, `outcome_unknown` when it did and
    no answer came. Neither carries the URL, which may hold a secret.
    """
    request = Request(url, data=body, headers=dict(headers), method="POST")  # noqa: S310 - settings check the scheme
    try:
        with (_PUBLIC if public_only else _OPENER).open(request, timeout=timeout_seconds) as response:
            return HttpAnswer(status=response.status, body=response.read(_MOST_BYTES))
    except HTTPError as answer:
        with answer:
            return HttpAnswer(status=answer.code, body=_rest(answer))
    except URLError as failed:
        if isinstance(failed.reason, _NotPublic):
            raise PrivateAddress from None
        raise RetryableFailure(FailureCode.UNREACHABLE) from None
    except (OSError, HTTPException):
        raise RetryableFailure(FailureCode.OUTCOME_UNKNOWN) from None


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


class _NotPublic(OSError):
    """Raised while connecting, so that urllib hands it on as the reason."""


class _PublicConnection(HTTPConnection):
    def connect(self) -> None:
        super().connect()
        _require_public(self)


class _PublicSecureConnection(HTTPSConnection):
    def connect(self) -> None:
        super().connect()
        _require_public(self)


class _PublicHandler(HTTPHandler):
    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_PublicConnection, req)


class _PublicSecureHandler(HTTPSHandler):
    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_PublicSecureConnection, req)


_OPENER = build_opener(ProxyHandler({}), _NoRedirects())
_PUBLIC = build_opener(ProxyHandler({}), _NoRedirects(), _PublicHandler(), _PublicSecureHandler())


def _require_public(connection: HTTPConnection) -> None:
    address = ipaddress.ip_address(str(connection.sock.getpeername()[0]).partition("%")[0])
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    if not (mapped or address).is_global:
        connection.close()
        raise _NotPublic


def _rest(answer: HTTPError) -> bytes:
    """The body of a refusal; its status alone is worth an answer even if the body breaks off."""
    try:
        return answer.read(_MOST_BYTES)
    except (OSError, HTTPException):
        return b""
