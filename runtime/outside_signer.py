"""The other side of the door for keys kept elsewhere: opens a paper over HTTP, signs its digest here, hands the CMS in.

The key never leaves this machine, and the paper is held against what was shown before and after.
"""

from __future__ import annotations

import base64
import hashlib
import http.cookiejar
import json
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from documents.signing.cms import build_cms
from documents.signing.no_redirect import NoRedirect
from documents.signing.signer import Signer

_SECONDS = 30
_LONGEST_ANSWER = 64 * 1024 * 1024


class Refused(Exception):
    """What the town's server, or the way there, answered instead: `code` stable, `detail` for people."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPaper:
    """A paper as it is to be signed: its bytes and their SHA-256 (hex)."""

    document: str
    title: str
    number: str
    sha256: str
    pdf: bytes = field(repr=False)


class OutsideSigner:
    """Talks to one town. Sign in with `sign_in`, or give an access token. Raises Refused."""

    def __init__(self, url: str, *, token: str | None = None) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Refused("wrong_address", "The address must begin with https:// or http://")
        self._root = url.rstrip("/") + "/api/v1"
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(cookies, NoRedirect())

    def sign_in(self, username: str, password: str) -> None:
        """A session for the calls that follow."""
        answer = self._json("POST", "/session", {"username": username, "password": password})
        self._headers = {"X-CSRF-Token": str(answer["csrf_token"])}
        if answer.get("second_factor"):
            raise Refused("second_factor", "This account signs in with a second factor: use an access token")

    def open(self, document: str) -> ShownPaper:
        """Has the final bytes made, and fetches them."""
        sha256 = str(self._json("POST", f"/documents/{document}/opening", {})["sha256"])
        facts = self._json("GET", f"/documents/{document}")
        pdf = self._bytes("GET", f"/documents/{document}/content")
        if hashlib.sha256(pdf).hexdigest() != sha256:
            raise Refused("document_changed", "The paper changed while it was fetched; try again")
        return ShownPaper(
            document=document,
            title=str(facts["title"]),
            number=str(facts["number"] or ""),
            sha256=sha256,
            pdf=pdf,
        )

    def sign(self, paper: ShownPaper, key: Signer) -> bytes:
        """Signs it; the signed paper, which begins with the bytes that were shown."""
        path = f"/documents/{paper.document}/signatures"
        prepared = self._json("POST", f"{path}/prepare", {})
        digest = base64.b64decode(str(prepared["digest"]), validate=True)
        if prepared.get("algorithm") != "sha256" or len(digest) != hashlib.sha256().digest_size:
            raise Refused("unsupported_algorithm", "The server asks for another algorithm")
        cms = base64.b64encode(build_cms(digest, key)).decode()
        self._json("POST", f"{path}/complete", {"session": prepared["session"], "cms": cms})
        signed = self._bytes("GET", f"/documents/{paper.document}/content")
        if not signed.startswith(paper.pdf):
            raise Refused("document_changed", "What was signed does not begin with what was shown: tell the town hall")
        return signed

    def _json(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        try:
            answer = json.loads(self._bytes(method, path, body))
        except ValueError as error:
            raise Refused("not_sprava", "This address does not answer like Sprava") from error
        if not isinstance(answer, dict):
            raise Refused("not_sprava", "This address does not answer like Sprava")
        return answer

    def _bytes(self, method: str, path: str, body: object = None) -> bytes:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json", "Accept-Language": "en", **self._headers}
        request = urllib.request.Request(self._root + path, data=data, headers=headers, method=method)  # noqa: S310
        try:
            with self._opener.open(request, timeout=_SECONDS) as response:
                answer: bytes = response.read(_LONGEST_ANSWER)
        except urllib.error.HTTPError as error:
            with error:
                raise _refusal(error.code, error.read(64 * 1024)) from error
        except (OSError, ValueError) as error:
            raise Refused("unreachable", f"The town's server does not answer: {error}") from error
        return answer


def _refusal(status: int, body: bytes) -> Refused:
    try:
        problem = json.loads(body)
        return Refused(str(problem["code"]), str(problem.get("detail") or problem["title"]))
    except (ValueError, KeyError, TypeError):
        return Refused(f"http_{status}", f"The server answered {status}")
