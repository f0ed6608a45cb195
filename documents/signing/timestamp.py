"""Asks a time stamping authority for tokens (RFC 3161), through pyHanko's client.

Must not block a signature for long, and must not judge trust. An authority that is away costs a level of the
signature, never the signature: `stamp_or_none` gives None, the caller queues an upgrade.
"""

import urllib.error
import urllib.request
from collections.abc import Mapping
from http.client import HTTPException

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper

from documents.errors import TimestampFailed
from documents.signing.blocking import finish

_LONGEST_ANSWER = 64 * 1024
_DIGEST = "sha256"


class TimestampAuthority:
    """An authority at an http(s) address. `headers` may carry a bearer token or basic authentication."""

    def __init__(self, url: str, *, seconds: float = 5, headers: Mapping[str, str] | None = None) -> None:
        self._client = _Client(url, seconds, dict(headers or {}))

    def stamp(self, digest: bytes) -> bytes:
        """A token (DER) over a SHA-256 digest. Raises `TimestampFailed`."""
        try:
            token = finish(self._client.async_timestamp(digest, _DIGEST))  # type: ignore[no-untyped-call,unused-ignore]
            info = token["content"]["encap_content_info"]["content"].parsed
            imprint = info["message_imprint"]
            fits = imprint["hashed_message"].native == digest
            if not fits or imprint["hash_algorithm"]["algorithm"].native != _DIGEST:
                raise TimestampFailed("timestamp_failed", {"reason": "other_imprint"})
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

    def stamp_or_none(self, digest: bytes) -> bytes | None:
        """As `stamp`, but None when the authority is away: a `StampSource` for `sign`."""
        try:
            return self.stamp(digest)
        except TimestampFailed:
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
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect())

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


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None
