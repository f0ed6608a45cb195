"""A wire between a client and a server of this machine that a test can cut, or leave open without an answer."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Forwarder:
    """Listens on `port`. Cut, it refuses; silent, it accepts and never says a word."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.silent = False
        self._listen()

    def cut(self) -> None:
        """Nobody is there any more; what was under way breaks off."""
        for one in (self._listener, *self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self._open.clear()

    def mend(self) -> None:
        """There again, under the same port."""
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self._listen()

    def _listen(self) -> None:
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _ = listener.accept()
                self._open.add(near)
                if self.silent:
                    continue
                far = socket.create_connection(("127.0.0.1", self._target))
                self._open.add(far)
                for source, goal in ((near, far), (far, near)):
                    threading.Thread(target=_pump, args=(source, goal), daemon=True).start()


def _pump(source: socket.socket, goal: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            goal.sendall(data)
    for one in (source, goal):
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)


@contextmanager
def a_forwarder(target: int) -> Iterator[Forwarder]:
    made = Forwarder(target)
    try:
        yield made
    finally:
        made.cut()
