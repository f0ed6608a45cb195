"""A town served on a loopback port, as a browser meets it: the whole application over a real database."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from runtime.app import build_app
from runtime.database_urls import DatabaseUrls
from tests.journeys.stage import Stage, raise_curtain
from web.blueprint import plug_pages
from web.problem_page import problem_page
from workflow.case import Case
from workflow.status_link import token

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


def _whole(app: Flask) -> WSGIApplication:
    """The same answers, each in one piece and closed before it is sent: this server leaves the file of an answer open
    when a tab is closed while it is on its way."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        pieces = app(environ, start_response)
        try:
            return [b"".join(pieces)]
        finally:
            close = getattr(pieces, "close", None)
            if close is not None:
                close()

    return answer


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 — the name is the parent's
        """Says nothing: a test that fails shows the page."""


class ServedStage(Stage):
    """A stage beside a browser: Playwright's loop runs in the thread of the tests, so jobs run in another."""

    def at(self, moment: str) -> None:
        """Time passes to `moment`."""
        with ThreadPoolExecutor(1) as pool:
            pool.submit(super().at, moment).result()

    def drain(self) -> None:
        """Runs every job that is due."""
        with ThreadPoolExecutor(1) as pool:
            pool.submit(super().drain).result()


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """`address` without a slash at its end; `stage` is the town behind it."""

    stage: Stage
    address: str
    sessions: dict[str, tuple[str, str]] = field(default_factory=dict)
    """(name, value) of the cookie of those who have signed in by the form, by username: nobody does so twice"""

    def link(self, case: Case, person: int = 0) -> str:
        """The path of somebody's status link."""
        who = case.people[person]
        return "/s/" + token(self.stage.runtime.keys.links, case.id, who.id, who.generation)


@contextmanager
def a_site(urls: DatabaseUrls, data: Path, start: str) -> Iterator[Site]:
    """A founded town at local time `start`, served until the block ends."""
    # The socket is held from the choice of its port until the server listens on it: nobody else can take it.
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen(128)
        address = f"http://127.0.0.1:{held.getsockname()[1]}"
        stage = ServedStage(**vars(raise_curtain(urls, data, start, public_url=address)))
        app = build_app(stage.runtime, pages=plug_pages, problem_page=problem_page)
        server = make_server(
            "127.0.0.1", held.getsockname()[1], _whole(app), threaded=True, request_handler=_Quiet, fd=held.fileno()
        )
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield Site(stage=stage, address=address)
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
            stage.runtime.close()
