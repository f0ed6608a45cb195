"""A browser on the whole application: pages' and machines' door, with cookies, CSRF token and addresses as in the town."""

from __future__ import annotations

import io
import uuid
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from runtime.demo.credentials import Credentials

BASE = "https://sprava.test"


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """One visitor, or somebody signed in (`csrf` is set then)."""

    client: FlaskClient
    csrf: str | None = None

    def get(self, path: str) -> Any:
        """JSON of a GET that succeeds."""
        answer = self.client.get(f"/api/v1{path}", base_url=BASE)
        assert answer.status_code == 200, answer.text
        return answer.get_json()

    def content(self, path: str) -> bytes:
        """Bytes of a GET that succeeds."""
        answer = self.client.get(f"/api/v1{path}", base_url=BASE)
        assert answer.status_code == 200, answer.text
        return bytes(answer.data)

    def post(self, path: str, body: object = None, *, key: str | None = None, status: int = 200) -> Any:
        """JSON of a POST that ends with `status`."""
        answer = self.send(path, body, key=key)
        assert answer.status_code == status, answer.text
        return answer.get_json()

    def send(self, path: str, body: object = None, *, key: str | None = None) -> TestResponse:
        """The answer to a POST, whatever it is."""
        headers = {"Idempotency-Key": key or str(uuid.uuid4())}
        if self.csrf:
            headers["X-CSRF-Token"] = self.csrf
        return self.client.post(f"/api/v1{path}", json={} if body is None else body, headers=headers, base_url=BASE)

    def move(self, reference: str, name: str, given: dict[str, Any] | None = None, **more: Any) -> Any:
        """Performs a transition; the case."""
        return self.post(f"/cases/{reference}/transitions", {"name": name, "input": given or {}, **more})

    def upload(self, colour: str) -> str:
        """Sends a photo; its id."""
        picture = io.BytesIO()
        Image.new("RGB", (800, 600), colour).save(picture, "JPEG")
        picture.seek(0)
        answer = self.client.post(
            "/api/v1/attachments",
            data={"file": (picture, "photo.jpg")},
            headers={"X-CSRF-Token": self.csrf} if self.csrf else {},
            base_url=BASE,
        )
        assert answer.status_code == 201, answer.text
        return str(answer.get_json()["id"])

    def sign(self, document: str, pin: str | None) -> Any:
        """Opens a paper, reads it, signs what was shown."""
        shown = self.post(f"/documents/{document}/opening")["sha256"]
        assert self.content(f"/documents/{document}/content").startswith(b"%PDF-")
        return self.post(f"/documents/{document}/signatures", {"sha256": shown, "pin": pin})


def visitor(app: Flask) -> Browser:
    """Somebody nobody knows."""
    return Browser(client=app.test_client())


def signed_in(app: Flask, who: Credentials) -> Browser:
    """Somebody of the town hall."""
    client = app.test_client()
    answer = client.post(
        "/api/v1/session", json={"username": who.person.username, "password": who.password}, base_url=BASE
    )
    assert answer.status_code == 200, answer.text
    return Browser(client=client, csrf=answer.get_json()["csrf_token"])
