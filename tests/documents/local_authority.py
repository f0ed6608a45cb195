"""An authority on loopback: time stamps, OCSP and revocation lists, each of which can be made to misbehave."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from asn1crypto.keys import PrivateKeyInfo
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509 import ocsp
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from documents.signing.authority import Addresses, Authority, issue_key, revocation_list
from documents.signing.blocking import finish
from documents.signing.keys import SigningKey
from documents.signing.trust import TrustList

HONEST, AWAY, NONSENSE, HANGING = "honest", "away", "nonsense", "hanging"


def stamper(key: SigningKey, at: datetime) -> DummyTimeStamper:
    """Gives tokens dated `at`."""
    certificate = asn1_x509.Certificate.load(key.certificate.public_bytes(serialization.Encoding.DER))
    private = key.private_key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return DummyTimeStamper(certificate, PrivateKeyInfo.load(private), fixed_dt=at)


def token(key: SigningKey, digest: bytes, at: datetime) -> bytes:
    """A time stamp token (DER) over a SHA-256 digest, made without any network."""
    return bytes(finish(stamper(key, at).async_timestamp(digest, "sha256")).dump())


@dataclass
class LocalAuthority:
    """`at` is the moment its clock shows; `modes` how each service (tsa, ocsp, crl) behaves; `asked` counts."""

    authority: Authority
    at: datetime
    port: int = 0
    tsa_key: SigningKey = field(init=False)
    modes: dict[str, str] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    revoked: dict[int, datetime] = field(default_factory=dict)
    let_go: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.responder = issue_key(self.authority, "Відповідач", kind="ocsp", now=self.at - timedelta(days=1))

    def url(self, service: str) -> str:
        return f"http://127.0.0.1:{self.port}/{service}"

    def key(self, name: str, *services: str, kind: str = "person", days: int = 730) -> SigningKey:
        """A key whose certificate names those of `ocsp` and `crl`."""
        addresses = Addresses(
            ocsp=self.url("ocsp") if "ocsp" in services else None, crl=self.url("crl") if "crl" in services else None
        )
        return issue_key(
            self.authority, name, kind=kind, now=self.at - timedelta(days=1), days=days, addresses=addresses
        )

    def begin_anew(self, at: datetime) -> None:
        """Honest again, at another moment, with nobody revoked and nobody counted."""
        self.at = at
        for one in (self.modes, self.asked, self.revoked):
            one.clear()

    def trust(self) -> TrustList:
        root = (self.authority.certificate,)
        return TrustList(roots=root, time_stamp_roots=root)

    def answer(self, service: str, body: bytes) -> bytes | None:
        """The bytes to send; None for a failure."""
        self.asked[service] = self.asked.get(service, 0) + 1
        match self.modes.get(service, HONEST):
            case "away":
                return None
            case "nonsense":
                return b"<html>"
            case "hanging":
                self.let_go.wait(30)
                return None
        if service == "tsa":
            request = tsp.TimeStampReq.load(body)
            return bytes(stamper(self.tsa_key, self.at).request_tsa_response(request).dump())
        if service == "crl":
            return revocation_list(self.authority, self.revoked.items(), self.at)
        return self._ocsp(body)

    def _ocsp(self, body: bytes) -> bytes:
        asked = ocsp.load_der_ocsp_request(body)
        moment = self.revoked.get(asked.serial_number)
        builder = ocsp.OCSPResponseBuilder().add_response_by_hash(
            issuer_name_hash=asked.issuer_name_hash,
            issuer_key_hash=asked.issuer_key_hash,
            serial_number=asked.serial_number,
            algorithm=asked.hash_algorithm,
            cert_status=ocsp.OCSPCertStatus.GOOD if moment is None else ocsp.OCSPCertStatus.REVOKED,
            this_update=self.at,
            next_update=self.at + timedelta(days=1),
            revocation_time=moment,
            revocation_reason=None,
        )
        builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, self.responder.certificate)
        builder = builder.certificates([self.responder.certificate])
        return builder.sign(self.responder.private_key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


@contextmanager
def running(local: LocalAuthority) -> Iterator[LocalAuthority]:
    """Serves it until the end of the block."""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply(b"")

        def do_POST(self) -> None:
            self._reply(self.rfile.read(int(self.headers["Content-Length"])))

        def _reply(self, body: bytes) -> None:
            answer = local.answer(self.path.strip("/"), body)
            self.send_response(503 if answer is None else 200)
            self.send_header("Content-Length", str(len(answer or b"")))
            self.end_headers()
            self.wfile.write(answer or b"")

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.daemon_threads = True
    local.port = server.server_port
    local.tsa_key = local.key("Надавач часу", "ocsp", kind="tsa")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield local
    finally:
        local.let_go.set()
        server.shutdown()
        thread.join()
        server.server_close()
