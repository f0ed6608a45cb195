"""Asks ClamAV about a file (clamd, INSTREAM). Fails closed: no answer is not "clean".

Must not decide whether scanning is wanted; without an address nobody calls this.
"""

import socket
import struct
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath

from documents.errors import ScanFailed

_CHUNK = 64 * 1024
_LONGEST_ANSWER = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanResult:
    """`clean`, or the name of what was found."""

    clean: bool
    found: str | None = None


def scan(data: bytes, *, address: str, seconds: float = 20) -> ScanResult:
    """`address`: an absolute socket path, or `host:port`. Raises `ScanFailed`: `scanner_unreachable`,
    `scanner_refused` (such as a file over the scanner's own limit)."""
    try:
        with _connect(address, seconds) as connection:
            # A file over the scanner's own limit: it says so and hangs up, while we are still sending.
            with suppress(BrokenPipeError, ConnectionResetError):
                _send(connection, data)
            answer = _read(connection)
    except (OSError, ValueError) as error:
        raise ScanFailed("scanner_unreachable", {"reason": type(error).__name__}) from error
    if not answer:
        raise ScanFailed("scanner_unreachable", {"reason": "no_answer"})
    return _understand(answer)


def _send(connection: socket.socket, data: bytes) -> None:
    connection.sendall(b"zINSTREAM\0")
    for start in range(0, len(data), _CHUNK):
        chunk = data[start : start + _CHUNK]
        connection.sendall(struct.pack(">I", len(chunk)) + chunk)
    connection.sendall(struct.pack(">I", 0))


def _connect(address: str, seconds: float) -> socket.socket:
    if PurePosixPath(address).is_absolute():
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(seconds)
        try:
            connection.connect(address)
        except OSError:
            connection.close()
            raise
        return connection
    host, _, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=seconds)


def _read(connection: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
        part = connection.recv(1024)
        if not part:
            break
        answer += part
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def _understand(answer: str) -> ScanResult:
    if answer == "stream: OK":
        return ScanResult(clean=True)
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return ScanResult(clean=False, found=answer.removeprefix("stream: ").removesuffix(" FOUND"))
    raise ScanFailed("scanner_refused", {"answer": answer[:200]})
