"""Asks issuers whether certificates still hold: OCSP first, then the list a certificate points to, over http(s).

Must not judge trust: every answer is held against its issuer by `revocation.py`. Bounded in time and length; no
proxies, no redirects, so that a certificate cannot send this machine anywhere else.
"""

import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPException

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID

from documents.signing.no_redirect import NoRedirect
from documents.signing.revocation import Revocations

_LONGEST_ANSWER = 8 * 1024 * 1024
_OCSP = "application/ocsp-request"


class RevocationSource:
    """Asks where the certificates themselves say; `seconds` for each address."""

    def __init__(self, *, seconds: float = 5) -> None:
        self._seconds = seconds
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), NoRedirect())

    def ask(self, subject: x509.Certificate, issuer: x509.Certificate) -> Iterator[Revocations]:
        """What each address gave, one after another; an address that is away or talks nonsense gives nothing."""
        builder = ocsp.OCSPRequestBuilder()
        # SHA-1 only names the issuer here; many responders know no other (RFC 5019, 2.1.1).
        request = builder.add_certificate(subject, issuer, hashes.SHA1()).build()  # noqa: S303
        for url in _responders(subject):
            answer = self._fetch(url, request.public_bytes(Encoding.DER))
            response = _response(answer)
            if response is not None:
                yield Revocations(responses=(response,))
        for url in _lists(subject):
            found = _list(self._fetch(url, None))
            if found is not None:
                yield Revocations(lists=(found,))

    def _fetch(self, url: str, body: bytes | None) -> bytes | None:
        if not url.startswith(("http://", "https://")):
            return None
        headers = {} if body is None else {"Content-Type": _OCSP}
        request = urllib.request.Request(url, data=body, headers=headers)  # noqa: S310 - checked above
        try:
            with self._opener.open(request, timeout=self._seconds) as response:
                answer: bytes = response.read(_LONGEST_ANSWER + 1)
        except urllib.error.HTTPError as error:
            error.close()
            return None
        except (OSError, HTTPException, ValueError):
            return None
        return answer if len(answer) <= _LONGEST_ANSWER else None


def _responders(subject: x509.Certificate) -> list[str]:
    try:
        access = subject.extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    except (x509.ExtensionNotFound, ValueError):
        return []
    return [
        one.access_location.value
        for one in access
        if one.access_method == AuthorityInformationAccessOID.OCSP
        and isinstance(one.access_location, x509.UniformResourceIdentifier)
    ]


def _lists(subject: x509.Certificate) -> list[str]:
    try:
        points = subject.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    except (x509.ExtensionNotFound, ValueError):
        return []
    names = [name for point in points for name in point.full_name or ()]
    return [name.value for name in names if isinstance(name, x509.UniformResourceIdentifier)]


def _response(answer: bytes | None) -> ocsp.OCSPResponse | None:
    try:
        found = None if answer is None else ocsp.load_der_ocsp_response(answer)
    except ValueError:
        return None
    return found if found is not None and found.response_status is ocsp.OCSPResponseStatus.SUCCESSFUL else None


def _list(answer: bytes | None) -> x509.CertificateRevocationList | None:
    try:
        return None if answer is None else x509.load_der_x509_crl(answer)
    except ValueError:
        return None
