"""One HTTP POST with a time limit, by the standard library. No redirects are followed, no proxy is taken from outside.

An answer of any status is an answer; only its absence is an error.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from notifications.channel import FailureCode, RetryableFailure

_MOST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpAnswer:
    """The status and at most the first 64 KB of the body."""

    status: int
    body: bytes


def http_post(url: str, *, body: bytes, headers: Mapping[str, str], timeout_seconds: float) -> HttpAnswer:
    """Send once. `timeout_seconds` holds for each wait on the network.

    Raises `RetryableFailure`: `unreachable` when the request did not go out whole, `outcome_unknown` when it did and
    no answer came. Neither carries the URL, which may hold a secret.
    """
    request = Request(url, data=body, headers=dict(headers), method="POST")  # noqa: S310 - settings check the scheme
    try:
        with _OPENER.open(request, timeout=timeout_seconds) as response:
            return HttpAnswer(status=response.status, body=response.read(_MOST_BYTES))
    except HTTPError as answer:
        with answer:
            return HttpAnswer(status=answer.code, body=_rest(answer))
    except URLError:
        raise RetryableFailure(FailureCode.UNREACHABLE) from None
    except (OSError, HTTPException):
        raise RetryableFailure(FailureCode.OUTCOME_UNKNOWN) from None


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


_OPENER = build_opener(ProxyHandler({}), _NoRedirects())


def _rest(answer: HTTPError) -> bytes:
    """The body of a refusal; its status alone is worth an answer even if the body breaks off."""
    try:
        return answer.read(_MOST_BYTES)
    except (OSError, HTTPException):
        return b""
