"""A real SMTP server on loopback, with or without TLS and a password, that keeps what it gets and refuses on demand."""

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass(slots=True, kw_only=True)
class MailServer:
    """`refuse` maps a stage (`mail`, `rcpt`, `data`) to the reply given there."""

    port: int
    trust: ssl.SSLContext | None = None
    refuse: dict[str, str] = field(default_factory=dict)
    envelopes: list[Envelope] = field(default_factory=list)
    protected: list[bool] = field(default_factory=list)

    @property
    def mails(self) -> list[EmailMessage]:
        parser = BytesParser(EmailMessage, policy=default)
        return [parser.parsebytes(_bytes(envelope.content)) for envelope in self.envelopes]


class _Handler:
    def __init__(self, server: MailServer) -> None:
        self._server = server

    async def handle_MAIL(  # noqa: N802 - the name is aiosmtpd's
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self._server.refuse.get("mail", "250 OK")

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        refusal = self._server.refuse.get("rcpt")
        if refusal is None:
            envelope.rcpt_tos.append(address)
        return refusal or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        refusal = self._server.refuse.get("data")
        if refusal == "hang up":
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
            return "250 OK"
        if refusal is None:
            self._server.envelopes.append(envelope)
            assert server.transport is not None
            self._server.protected.append(server.transport.get_extra_info("sslcontext") is not None)
        return refusal or "250 2.0.0 Ok: queued as 4XyZ17"


@contextmanager
def a_mail_server(
    folder: Path, *, tls: str = "none", password: str | None = None, refuse: dict[str, str] | None = None
) -> Iterator[MailServer]:
    """`tls` is `none`, `starttls` or `implicit`; a password is asked of the user `sprava`."""
    server = MailServer(port=_free_port(), refuse=refuse or {})
    context = None
    if tls != "none":
        context, server.trust = _certificate(folder)

    def authenticate(_smtp: SMTP, _session: Session, _envelope: Envelope, _how: str, data: object) -> AuthResult:
        given = isinstance(data, LoginPassword) and (data.login, data.password.decode()) == (b"sprava", password)
        return AuthResult(success=given, handled=False)

    controller = Controller(
        _Handler(server),
        hostname="127.0.0.1",
        port=server.port,
        ssl_context=context if tls == "implicit" else None,
        tls_context=context if tls == "starttls" else None,
        require_starttls=tls == "starttls",
        authenticator=authenticate if password else None,
        auth_required=password is not None and tls == "starttls",
        auth_require_tls=tls == "starttls",
    )
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def _bytes(content: bytes | str | None) -> bytes:
    assert isinstance(content, bytes)
    return content


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _certificate(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's context with a certificate made just now, and a client's that trusts only it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail server of the tests")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "mail.crt").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "mail.key").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(folder / "mail.crt", folder / "mail.key")
    return serving, ssl.create_default_context(cafile=str(folder / "mail.crt"))
