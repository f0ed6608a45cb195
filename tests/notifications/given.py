"""What the tests of this room begin with: a moment, a message, and a provider on loopback that does as it is told."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from uuid import UUID

from notifications.message import Attachment, Channel, Message

NOW = datetime(2026, 11, 23, 6, 5, tzinfo=UTC)
EFFECT = UUID("019a6b1e-7c00-7000-8000-000000000042")
ADDRESSES = {
    Channel.SMS: "+380671234567",
    Channel.EMAIL: "olena@example.ua",
    Channel.POST: "Олені ЗРАЗКОВІЙ\nвул. Лісова, 8, кв. 4\n01001, Зразкове",
    Channel.TELEGRAM: "4711",
    Channel.CONSOLE: "console",
    Channel.FILE: "file",
}
LETTER = Attachment(name="Відповідь.pdf", media_type="application/pdf", content=b"%PDF-1.7 letter")


def at_now() -> datetime:
    return NOW


def a_message(
    channel: Channel = Channel.SMS,
    *,
    to: str | None = None,
    text: str = "26-00042: роботи до 26.11. Питання: тел. 1580",
    subject: str | None = "Звернення 26-00042",
    identity: UUID = EFFECT,
    attachments: tuple[Attachment, ...] = (),
) -> Message:
    return Message(
        id=identity,
        municipality=1,
        channel=channel,
        to=ADDRESSES[channel] if to is None else to,
        subject=subject,
        text=text,
        attachments=attachments,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True, kw_only=True)
class Provider:
    """An HTTP provider: answers `status` and `body`, or with `silent_seconds` lets the caller wait and hangs up."""

    url: str
    status: int = 202
    body: bytes = b"0: Accepted for delivery"
    location: str | None = None
    silent_seconds: float = 0
    requests: list[Request] = field(default_factory=list)


@contextmanager
def a_provider() -> Iterator[Provider]:
    provider = Provider(url="")

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            provider.requests.append(Request(path=self.path, headers=headers, body=body))
            if provider.silent_seconds:
                time.sleep(provider.silent_seconds)
                self.close_connection = True
                return
            self.send_response(provider.status)
            if provider.location is not None:
                self.send_header("Location", provider.location)
            self.send_header("Content-Length", str(len(provider.body)))
            self.end_headers()
            self.wfile.write(provider.body)

        do_POST = answer  # noqa: N815 - the name is http.server's
        do_GET = answer  # noqa: N815 - the name is http.server's

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
