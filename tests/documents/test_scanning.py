"""The virus scanner: its protocol as clamd speaks it, over both kinds of socket; no answer is never "clean"."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from documents.errors import ScanFailed
from documents.scanning import ScanResult, scan
from tests.real_clamd import EICAR, running_clamd


@contextmanager
def clamd(listener: socket.socket, *, says: bytes | None = None) -> Iterator[list[bytes]]:
    """Reads one INSTREAM request and answers: `says`, or what clamd would."""
    received: list[bytes] = []

    def serve() -> None:
        connection, _ = listener.accept()
        with connection, connection.makefile("rb") as stream:
            command = stream.read(10)
            data = b""
            while size := struct.unpack(">I", stream.read(4))[0]:
                data += stream.read(size)
            received.extend([command, data])
            answer = b"stream: Eicar-Signature FOUND\0" if EICAR in data else b"stream: OK\0"
            connection.sendall(answer if says is None else says)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield received
    finally:
        thread.join(5)
        listener.close()


def on_port() -> tuple[socket.socket, str]:
    listener = socket.create_server(("127.0.0.1", 0))
    return listener, f"127.0.0.1:{listener.getsockname()[1]}"


def test_a_clean_file_is_clean_and_arrives_whole() -> None:
    listener, address = on_port()
    data = bytes(range(256)) * 1000
    with clamd(listener) as received:
        result = scan(data, address=address)

    assert result == ScanResult(clean=True)
    assert received == [b"zINSTREAM\0", data]


def test_a_virus_is_named(tmp_path: Path) -> None:
    path = str(tmp_path / "clamd.sock")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen()
    with clamd(listener):
        result = scan(b"before" + EICAR, address=path)

    assert result == ScanResult(clean=False, found="Eicar-Signature")


@pytest.mark.parametrize(
    "says",
    [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK maybe\0", b"nonsense" * 2000, b"OK\0", b"\xff\xfe\0"],
)
def test_any_other_answer_fails(says: bytes) -> None:
    listener, address = on_port()
    with clamd(listener, says=says), pytest.raises(ScanFailed) as caught:
        scan(b"x", address=address)

    assert caught.value.code in ("scanner_refused", "scanner_unreachable")


@pytest.mark.parametrize("address", ["/nowhere/clamd.sock", "127.0.0.1:1", "nonsense", "", "127.0.0.1:abc"])
def test_a_scanner_that_is_away_fails(address: str) -> None:
    with pytest.raises(ScanFailed) as caught:
        scan(b"x", address=address, seconds=1)

    assert caught.value.code == "scanner_unreachable"


def test_a_silent_scanner_fails_in_time() -> None:
    listener, address = on_port()
    with listener, pytest.raises(ScanFailed):
        scan(b"x", address=address, seconds=0.2)


@pytest.fixture(scope="module")
def real_clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """ClamAV's own daemon with one signature of ours, for the test file that every scanner knows; its socket."""
    with running_clamd(tmp_path_factory.mktemp("clamd")) as address:
        yield address


def test_the_real_scanner_finds_what_it_knows_and_lets_the_rest_through(real_clamd: str) -> None:
    assert scan(b"a letter", address=real_clamd) == ScanResult(clean=True)
    assert scan(EICAR, address=real_clamd) == ScanResult(clean=False, found="Sprava.Eicar.Test.UNOFFICIAL")


def test_what_is_too_large_for_the_real_scanner_is_refused_and_never_clean(real_clamd: str) -> None:
    with pytest.raises(ScanFailed) as caught:
        scan(bytes(3_000_000) + EICAR, address=real_clamd)

    assert caught.value.code == "scanner_refused"
