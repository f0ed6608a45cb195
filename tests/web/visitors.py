"""A browser of the tests: keeps cookies, reads pages, fills in forms as they stand on the page."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any

from flask import Flask
from PIL import Image
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.journeys.stage import Stage
from tests.web.reading import Form, Page, read_page
from workflow.case import Case
from workflow.status_link import token

HOST = "https://sprava.test"


class Visitor:
    """One person at one browser."""

    def __init__(self, app: Flask, stage: Stage) -> None:
        self.client = app.test_client()
        self.stage = stage

    def sign_in(self, username: str) -> Visitor:
        """Signs in by the form."""
        password = self.stage.credentials[username].password
        answer = self.post("/signin", {"username": username, "password": password})
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return self

    def get(self, path: str, **headers: str) -> TestResponse:
        """A page, whatever it is."""
        return self.client.get(path, base_url=HOST, headers=headers)

    def page(self, path: str, status: int = 200) -> Page:
        """A page that is well-formed HTML."""
        answer = self.get(path)
        assert answer.status_code == status, (path, answer.status_code, answer.get_data(as_text=True)[:2000])
        return read_page(answer.get_data(as_text=True))

    def post(self, path: str, fields: Mapping[str, Any] | Iterable[tuple[str, Any]]) -> TestResponse:
        """Sends fields as they are."""
        data = MultiDict(fields.items() if isinstance(fields, Mapping) else fields)
        return self.client.post(
            path, base_url=HOST, data=data, headers={"Origin": HOST, "Sec-Fetch-Site": "same-origin"}
        )

    def submit(self, form: Form, typed: Mapping[str, Any], button: str | None = None) -> TestResponse:
        """Sends a form with what its hidden and filled-in fields hold, changed by `typed`."""
        pairs = [(name, value) for name, value in form.fields if name not in typed]
        for name, value in typed.items():
            values = value if isinstance(value, list) else [value]
            pairs += [(name, each) for each in values]
        if button is not None:
            pairs.append(("step", button))
        return self.post(form.action, pairs)

    def link(self, case: Case, person: int = 0) -> str:
        """The status link of somebody on a case."""
        who = case.people[person]
        return "/s/" + token(self.stage.runtime.keys.links, case.id, who.id, who.generation)


def photo(colour: str = "gray") -> tuple[io.BytesIO, str]:
    """A JPEG to upload."""
    picture = io.BytesIO()
    Image.new("RGB", (320, 240), colour).save(picture, "JPEG")
    picture.seek(0)
    return picture, "photo.jpg"
