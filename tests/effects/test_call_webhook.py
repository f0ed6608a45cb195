"""Webhooks: signed, recognisable when repeated, without anything personal."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from uuid import UUID

import pytest

from effects import call_webhook
from effects.errors import GiveUp, TryAgain
from effects.webhook import Webhook
from tests.effects.fakes import ERRAND, toolbox
from tests.effects.given import filed
from workflow.effect_requests import CallWebhook

KEY = b"w" * 32


class Listener(HTTPServer):
    """Answers every call with `status` and remembers it."""

    status = 200
    calls: list[tuple[dict[str, str], bytes]]


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server = self.server
        assert isinstance(server, Listener)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        server.calls.append((dict(self.headers), body))
        self.send_response(server.status)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        return


@pytest.fixture
def listener() -> Iterator[Listener]:
    server = Listener(("127.0.0.1", 0), _Handler)
    server.calls = []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def run(listener: Listener, name: str = "city_map") -> bytes:
    given = filed()
    hooks = {"city_map": Webhook(url=f"http://127.0.0.1:{listener.server_port}/hook", key=KEY)}
    wanted = CallWebhook(id=UUID(int=3), case=given.case.id, name=name, event="registered")
    call_webhook.run(wanted, ERRAND, toolbox(given.town, webhooks=hooks))
    return listener.calls[-1][1]


def test_a_call_is_signed_and_names_its_effect(listener: Listener) -> None:
    body = run(listener)
    headers = listener.calls[0][0]
    seconds = int(headers["Sprava-Signature"].partition(",")[0].removeprefix("t="))
    assert headers["Sprava-Signature"] == call_webhook.signature(KEY, seconds, body)
    assert headers["Sprava-Signature"] != call_webhook.signature(b"x" * 32, seconds, body)
    assert headers["Idempotency-Key"] == str(UUID(int=3))


def test_a_call_holds_public_facts_only(listener: Listener) -> None:
    body = run(listener)
    assert json.loads(body)["street"] == "вул. Лісова"
    for secret in ("Зразкова", "501234567", "навпроти"):
        assert secret not in body.decode()


@pytest.mark.parametrize("status", [500, 503, 429, 408])
def test_a_busy_receiver_is_called_again(listener: Listener, status: int) -> None:
    listener.status = status
    with pytest.raises(TryAgain):
        run(listener)


@pytest.mark.parametrize("status", [400, 401, 404, 410, 301])
def test_a_refusing_receiver_is_somebodys_work(listener: Listener, status: int) -> None:
    listener.status = status
    with pytest.raises(GiveUp) as stuck:
        run(listener)
    assert stuck.value.code == "webhook_refused"


def test_an_unknown_name_is_somebodys_work(listener: Listener) -> None:
    with pytest.raises(GiveUp) as stuck:
        run(listener, name="nobody")
    assert stuck.value.code == "webhook_not_configured"


def test_a_private_address_is_not_called_unless_the_town_said_so(listener: Listener) -> None:
    given = filed()
    for host in ("127.0.0.1", "localhost"):
        url = f"http://{host}:{listener.server_port}/hook"
        hooks = {"city_map": Webhook(url=url, key=KEY, private=False)}
        wanted = CallWebhook(id=UUID(int=3), case=given.case.id, name="city_map", event="registered")
        with pytest.raises(GiveUp) as stuck:
            call_webhook.run(wanted, ERRAND, toolbox(given.town, webhooks=hooks))
        assert stuck.value.code == "webhook_private_address"
    assert listener.calls == []
