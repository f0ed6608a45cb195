"""Time stamps: from an authority on loopback; away, slow or lying ones cost a level and never the signature."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from asn1crypto.keys import PrivateKeyInfo
from cryptography.hazmat.primitives import serialization
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from documents.errors import TimestampFailed
from documents.model import KnownMarks, Reason, SignatureKind, Verdict
from documents.signing.authority import issue_key, make_authority
from documents.signing.keys import SigningKey
from documents.signing.pdf_signature import add_document_timestamp, sign
from documents.signing.timestamp import TimestampAuthority
from documents.signing.trust import TrustList
from documents.signing.verification import verify
from tests.documents import given

STAMPED = given.NOW + timedelta(seconds=30)


def stamper(key: SigningKey) -> DummyTimeStamper:
    return DummyTimeStamper(
        asn1_x509.Certificate.load(key.certificate.public_bytes(given.DER)),
        PrivateKeyInfo.load(
            key.private_key.private_bytes(
                serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        ),
        fixed_dt=STAMPED,
    )


class Answering(BaseHTTPRequestHandler):
    mode = "honest"
    stamper: DummyTimeStamper

    def do_POST(self) -> None:
        request = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
        if Answering.mode == "other imprint":
            request["message_imprint"]["hashed_message"] = bytes(32)
        if Answering.mode == "no nonce":
            request["nonce"] = 7
        body = Answering.stamper.request_tsa_response(request).dump()
        if Answering.mode == "nonsense":
            body = b"<html>"
        self.send_response(500 if Answering.mode == "broken" else 302 if Answering.mode == "elsewhere" else 200)
        self.send_header("Location", "/other")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture(scope="module")
def stamp_key() -> SigningKey:
    return issue_key(given.authority(), "Надавач часу", kind="tsa", now=given.NOW - timedelta(days=1))


@pytest.fixture
def authority(stamp_key: SigningKey) -> Iterator[TimestampAuthority]:
    Answering.mode, Answering.stamper = "honest", stamper(stamp_key)
    server = HTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield TimestampAuthority(f"http://127.0.0.1:{server.server_port}/", seconds=5)
    server.shutdown()
    thread.join()
    server.server_close()


def trust() -> TrustList:
    root = (given.authority().certificate,)
    return TrustList(roots=root, time_stamp_roots=root)


def signed_with(authority: TimestampAuthority) -> bytes:
    return sign(given.long_paper(), given.key(), field="x", now=given.NOW, stamp=authority.stamp_or_none)


def test_a_stamped_signature_tells_its_trusted_time(authority: TimestampAuthority) -> None:
    verified = verify(
        signed_with(authority), stored=None, known_marks=KnownMarks(), trust=trust(), now=given.NOW + timedelta(1)
    )

    assert verified.verdict == Verdict.AUTHENTIC
    assert verified.signatures[0].stamped_at == STAMPED


def test_a_stamp_keeps_a_signature_alive_after_its_certificate(authority: TimestampAuthority) -> None:
    later = given.NOW + timedelta(days=1000)
    stamped, bare = signed_with(authority), sign(given.long_paper(), given.key(), field="x", now=given.NOW)

    verdicts = [
        verify(pdf, stored=None, known_marks=KnownMarks(), trust=trust(), now=later).verdict for pdf in (stamped, bare)
    ]

    assert verdicts == [Verdict.AUTHENTIC, Verdict.NOT_AUTHENTIC]


@pytest.mark.parametrize("mode", ["broken", "nonsense", "other imprint", "no nonce", "elsewhere"])
def test_a_bad_answer_costs_a_level_and_not_the_signature(authority: TimestampAuthority, mode: str) -> None:
    Answering.mode = mode

    with pytest.raises(TimestampFailed):
        authority.stamp(bytes(range(32)))
    verified = verify(signed_with(authority), stored=None, known_marks=KnownMarks(), trust=trust(), now=given.NOW)

    assert verified.verdict == Verdict.AUTHENTIC
    assert verified.signatures[0].stamped_at is None


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/", "file:///etc/passwd", "nonsense"])
def test_an_authority_that_is_away_is_told(url: str) -> None:
    away = TimestampAuthority(url, seconds=1)

    assert away.stamp_or_none(bytes(32)) is None
    with pytest.raises(TimestampFailed):
        away.stamp(bytes(32))


def test_a_stamp_of_a_stranger_is_not_trusted(authority: TimestampAuthority) -> None:
    stranger = make_authority("Надавач м. Зразкове", given.NOW - timedelta(days=2))
    Answering.stamper = stamper(issue_key(stranger, "Надавач часу", kind="tsa", now=given.NOW - timedelta(days=1)))

    verified = verify(signed_with(authority), stored=None, known_marks=KnownMarks(), trust=trust(), now=given.NOW)

    assert verified.reasons == (Reason.UNTRUSTED_TIME_STAMP,)


def test_a_person_cannot_stamp(authority: TimestampAuthority) -> None:
    rsa_person = issue_key(given.authority(), "x", kind="tsa", now=given.NOW - timedelta(days=1))
    trusted_for_papers_only = TrustList(roots=(given.authority().certificate,))
    Answering.stamper = stamper(rsa_person)

    verified = verify(
        signed_with(authority), stored=None, known_marks=KnownMarks(), trust=trusted_for_papers_only, now=given.NOW
    )

    assert verified.reasons == (Reason.UNTRUSTED_TIME_STAMP,)


def test_a_document_stamp_raises_even_a_closed_paper(authority: TimestampAuthority) -> None:
    stamped = add_document_timestamp(given.sealed_once(), field="time", stamp=authority.stamp)

    verified = verify(stamped, stored=None, known_marks=KnownMarks(), trust=trust(), now=given.NOW)

    assert verified.verdict == Verdict.AUTHENTIC
    assert [one.kind for one in verified.signatures] == [SignatureKind.SIGNATURE, SignatureKind.DOCUMENT_TIME_STAMP]
    assert verified.signatures[1].stamped_at == STAMPED


def test_a_stamp_alone_is_no_signature(authority: TimestampAuthority) -> None:
    stamped = add_document_timestamp(given.long_paper(), field="time", stamp=authority.stamp)

    verified = verify(stamped, stored=None, known_marks=KnownMarks(), trust=trust(), now=given.NOW)

    assert verified.verdict == Verdict.NOT_AUTHENTIC
