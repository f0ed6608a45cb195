"""Asks a time stamping authority for tokens (RFC 3161), through pyHanko's client.

Must not block a signature for long, and must not judge trust. An authority that is away costs a level of the
signature, never the signature: `stamp_or_none` gives None, the caller queues an upgrade.
"""

import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from datetime import datetime
from http.client import HTTPException

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper

from documents.errors import TimestampFailed
from documents.signing.blocking import finish
from documents.signing.no_redirect import NoRedirect
from documents.signing.revocation import SKEW

_LONGEST_ANSWER = 64 * 1024
_DIGEST = "sha256"


class TimestampAuthority:
    """An authority at an http(s) address. `headers` may carry a bearer token or basic authentication.

    With `now` a stamp that is more than five minutes off our own clock counts as a failure (`clocks_differ`).
    """

    def __init__(
        self,
        url: str,
        *,
        seconds: float = 5,
        rest_seconds: float = 60,
        headers: Mapping[str, str] | None = None,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        self._now = now
        self._client = _Client(url, seconds, dict(headers or {}))
        self._rest_seconds = rest_seconds
        self._rests_until = 0.0

    def stamp(self, digest: bytes) -> bytes:
        """A token (DER) over a SHA-256 digest. Raises `TimestampFailed`."""
        try:
            token = finish(self._client.async_timestamp(digest, _DIGEST))  # type: ignore[no-untyped-call,unused-ignore]
            info = token["content"]["encap_content_info"]["content"].parsed
            imprint = info["message_imprint"]
            fits = imprint["hashed_message"].native == digest
            if not fits or imprint["hash_algorithm"]["algorithm"].native != _DIGEST:
                raise TimestampFailed("timestamp_failed", {"reason": "other_imprint"})
            self._require_same_time(info["gen_time"].native)
            return bytes(token.dump())
        except (
            OSError,
            HTTPException,
            ValueError,
            KeyError,
            TypeError,
            AttributeError,
        ) as error:
            raise TimestampFailed("timestamp_failed", {"reason": f"{type(error).__name__}: {error}"}) from error

    def _require_same_time(self, stamped: datetime) -> None:
        """One of two clocks that differ is wrong, and nobody knows which: no proof is built on that."""
        here = None if self._now is None else self._now()
        if here is not None and abs(stamped - here) > SKEW:
            data = {"stamp": stamped.isoformat(), "here": here.isoformat()}
            raise TimestampFailed("clocks_differ", data)

    def stamp_or_none(self, digest: bytes) -> bytes | None:
        """As `stamp`, but None when the authority is away: a `StampSource` for `sign`.

        Then it is left alone for `rest_seconds`: a hanging authority slows down one signature and not each of many.
        """
        if time.monotonic() < self._rests_until:
            return None
        try:
            return self.stamp(digest)
        except TimestampFailed:
            self._rests_until = time.monotonic() + self._rest_seconds
            return None


class _Client(TimeStamper):  # type: ignore[misc,unused-ignore]
    def __init__(self, url: str, seconds: float, headers: dict[str, str]) -> None:
        super().__init__()  # type: ignore[no-untyped-call,unused-ignore]
        self._url = url
        self._seconds = seconds
        self._headers = {
            "Content-Type": "application/timestamp-query",
            "Accept": "application/timestamp-reply",
            **headers,
        }
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), NoRedirect())

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        if not self._url.startswith(("https://", "http://")):
            raise ValueError("not an http address")
        request = urllib.request.Request(self._url, data=req.dump(), headers=self._headers)  # noqa: S310 - checked above
        try:
            with self._opener.open(request, timeout=self._seconds) as response:
                answer = response.read(_LONGEST_ANSWER + 1)
        except urllib.error.HTTPError as error:
            error.close()
            raise
        if len(answer) > _LONGEST_ANSWER:
            raise ValueError("answer too long")
        return tsp.TimeStampResp.load(answer, strict=True)
