"""Uploads: cleaned, bounded, claimed by one case, served by policy."""

from __future__ import annotations

import gc
import json
import socket
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from PIL import Image
from werkzeug.test import TestResponse, run_wsgi_app

from api.resources import attachments
from api.writing import perform
from documents.scanning import scan
from gate import incoming_file
from tests.api.given import filed
from tests.real_clamd import EICAR, running_clamd
from tests.town_hall import TownHall
from workflow.commands.accept_attachment import AcceptAttachment

KYIV = {1: "N", 2: (50.0, 27.0, 0.0), 3: "E", 4: (30.0, 31.0, 12.0)}


def photo(gps: dict[int, Any] | None = None) -> bytes:
    picture = Image.new("RGB", (64, 48), "grey")
    exif = Image.Exif()
    exif[0x010F] = "Camera of Olena"
    if gps is not None:
        exif[0x8825] = gps
    out = BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def uploaded(hall: TownHall, data: bytes, **headers: str) -> TestResponse:
    # Written out here: the client of the tests leaves the temporary file of a large body to the collector.
    bound = b"--of-this-very-upload"
    head = b'Content-Disposition: form-data; name="file"; filename="../../etc/passwd.jpg"\r\nContent-Type: image/jpeg'
    return hall.visitor().post(
        "/api/v1/attachments",
        data=b"".join((bound, b"\r\n", head, b"\r\n\r\n", data, b"\r\n", bound, b"--\r\n")),
        content_type="multipart/form-data; boundary=of-this-very-upload",
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )


def test_a_photo_loses_its_metadata_and_keeps_its_place(town_hall: TownHall) -> None:
    answer = uploaded(town_hall, photo(KYIV))

    body = answer.get_json()
    assert (answer.status_code, body["media_type"]) == (201, "image/jpeg")
    assert round(body["place"]["lat"], 2) == 50.45
    assert round(body["place"]["lon"], 2) == 30.52


def test_bytes_taken_away_before_their_row_was_there_are_stored_again(
    town_hall: TownHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given: housekeeping that removes nobody's bytes just before they are somebody's
    contents = town_hall.runtime.toolbox.contents
    noted: list[str] = []

    def too_late(command: AcceptAttachment, *given: Any, **more: Any) -> Any:
        noted.append(command.sha256)
        contents.remove(1, command.sha256)
        return perform(command, *given, **more)

    monkeypatch.setattr(attachments, "perform", too_late)
    # when
    answer = uploaded(town_hall, photo())
    # then
    assert answer.status_code == 201
    assert [contents.exists(1, one) for one in noted] == [True]


def test_a_photo_without_a_place_names_none(town_hall: TownHall) -> None:
    assert "place" not in uploaded(town_hall, photo()).get_json()


def test_a_case_claims_its_photo_and_staff_see_it_clean(town_hall: TownHall) -> None:
    identifier = uploaded(town_hall, photo(KYIV)).get_json()["id"]
    browser = town_hall.signed_in("dispatcher")
    path = f"/attachments/{identifier}/content"

    assert browser.get(path).status_code == 404, "nobody's upload is nobody's to see"
    case = filed(town_hall, form={"photos": [identifier]})

    shown = browser.get(path)
    assert (shown.status_code, shown.mimetype) == (200, "image/jpeg")
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert f"{identifier}.jpg" in shown.headers["Content-Disposition"]
    assert b"Camera of Olena" not in shown.get_data()
    place = browser.get(f"/cases/{case.reference}").get_json()["form"]["place"]
    assert round(place["lat"], 2) == 50.45, "a missing place is taken from the photo"
    assert town_hall.signed_in("specialist").get(path).status_code == 404
    assert town_hall.visitor().get(f"/api/v1{path}").status_code == 401


def test_a_photo_belongs_to_one_case(town_hall: TownHall) -> None:
    identifier = uploaded(town_hall, photo()).get_json()["id"]
    place = {"street": "вул. Лісова"}
    filed(town_hall, form={"place": place, "photos": [identifier]})

    answer = town_hall.visitor().post(
        "/api/v1/cases",
        json={
            "request_type": "road_defect",
            "form": {"place": place, "photos": [identifier]},
            "applicant": {"surname": "Б", "given_name": "А", "phone": "+380501112233"},
        },
    )

    assert answer.status_code in (409, 422), answer.text


def test_the_same_upload_under_one_key_is_one_attachment(town_hall: TownHall) -> None:
    key = str(uuid4())

    first, second = (uploaded(town_hall, photo(), Idempotency_Key=key) for _ in range(2))
    other = uploaded(town_hall, photo(KYIV), Idempotency_Key=key)

    assert first.get_data() == second.get_data()
    assert (other.status_code, other.get_json()["code"]) == (422, "key_reused")


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (b"MZ" + b"\0" * 100, 415, "unsupported_media"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 415, "unsupported_media"),
        (b"\xff\xd8\xff\xe0 not really a photo", 422, "not_readable"),
        (b"%PDF-1.7 broken", 422, "not_readable"),
        (b"", 422, "invalid_input"),
    ],
    ids=["program", "svg", "broken photo", "broken pdf", "empty"],
)
def test_what_is_not_a_photo_or_a_paper_is_refused(town_hall: TownHall, data: bytes, status: int, code: str) -> None:
    answer = uploaded(town_hall, data)

    assert (answer.status_code, answer.get_json()["code"]) == (status, code)


@pytest.mark.parametrize("magic", [b"MZ", b"\x7fELF"], ids=["windows", "linux"])
def test_twenty_megabytes_of_a_program_called_photo_are_refused_and_not_kept(town_hall: TownHall, magic: bytes) -> None:
    folder = town_hall.runtime.settings.data
    kept = sorted(folder.rglob("*"))
    # Written by hand, as below.
    head = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="photo.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    )
    body = head + magic + b"\0" * (20 * 1024 * 1024 - 512) + b"\r\n--b--\r\n"

    answer = town_hall.visitor().post("/api/v1/attachments", data=body, content_type="multipart/form-data; boundary=b")

    assert (answer.status_code, answer.get_json()["code"]) == (415, "unsupported_media")
    assert sorted(folder.rglob("*")) == kept


def test_a_file_over_the_limit_is_refused(town_hall: TownHall) -> None:
    # Written by hand: the test client would keep a body of this size in a file of its own.
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="x.jpg"\r\n\r\n'
    body = head + b"x" * (20 * 1024 * 1024 + 1) + b"\r\n--b--\r\n"

    answer = town_hall.visitor().post("/api/v1/attachments", data=body, content_type="multipart/form-data; boundary=b")

    assert (answer.status_code, answer.get_json()["code"]) == (413, "too_large")


def test_other_bodies_than_one_file_are_refused(town_hall: TownHall) -> None:
    def posted(**more: Any) -> int:
        return town_hall.visitor().post("/api/v1/attachments", **more).status_code

    two = {"file": [(BytesIO(photo()), "a.jpg"), (BytesIO(photo()), "b.jpg")]}
    assert posted(json={}) == 415
    assert posted(data={}, content_type="multipart/form-data") == 422
    assert posted(data=two, content_type="multipart/form-data") == 422
    assert posted(data={"file": (BytesIO(photo()), "a.jpg"), "more": "x"}, content_type="multipart/form-data") == 422


def test_many_small_parts_do_not_keep_us_busy(town_hall: TownHall) -> None:
    started = time.perf_counter()
    answer = town_hall.visitor().post(
        "/api/v1/attachments", data={f"part{n}": "x" for n in range(1000)}, content_type="multipart/form-data"
    )

    assert answer.status_code == 413
    assert time.perf_counter() - started < 5


@pytest.fixture(scope="module")
def scanner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_clamd(tmp_path_factory.mktemp("clamd")) as address:
        yield address


def scanning(hall: TownHall, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """From now on the town asks the scanner there."""
    plugged = hall.app.extensions["sprava"]
    monkeypatch.setitem(hall.app.extensions, "sprava", replace(plugged, scanner=address))


def kept(hall: TownHall) -> tuple[int, int]:
    """How many uploads are noted and how many contents are stored."""
    with hall.runtime.database.reading(1) as look:
        noted = look.connection.exec_driver_sql("SELECT count(*) FROM attachments").scalar_one()
    return int(noted), sum(1 for _ in hall.runtime.toolbox.contents.walk())


def test_a_virus_is_refused_and_a_clean_photo_taken(
    town_hall: TownHall, scanner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanning(town_hall, monkeypatch, scanner)
    assert uploaded(town_hall, photo()).status_code == 201
    before = kept(town_hall)

    answer = uploaded(town_hall, photo() + EICAR)

    assert (answer.status_code, answer.get_json()["code"]) == (422, "unsafe_content")
    assert kept(town_hall) == before


def test_without_a_verdict_of_the_scanner_nothing_is_taken(
    town_hall: TownHall, scanner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kept(town_hall)
    # given: one that is away
    scanning(town_hall, monkeypatch, "/nowhere/clamd.sock")
    away = uploaded(town_hall, photo())
    # given: one that accepts and never answers
    monkeypatch.setattr(incoming_file, "scan", partial(scan, seconds=0.3))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        scanning(town_hall, monkeypatch, f"127.0.0.1:{silent.getsockname()[1]}")
        hanging = uploaded(town_hall, photo())
    # given: one that the file is too large for
    scanning(town_hall, monkeypatch, scanner)
    monkeypatch.setattr(incoming_file, "scan", scan)
    large = uploaded(town_hall, photo() + bytes(3_000_000))
    # then
    for answer in (away, hanging):
        assert (answer.status_code, answer.get_json()["code"]) == (503, "scanner_unreachable")
        assert int(answer.headers["Retry-After"]) > 0
    assert (large.status_code, large.get_json()["code"]) == (422, "scanner_refused")
    assert kept(town_hall) == before


class Endless:
    """What somebody sends, as far as anybody reads it: `size` bytes made on the way."""

    def __init__(self, size: int) -> None:
        head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="x.jpg"\r\n\r\n'
        self._head, self._left, self.read_bytes = head, size, 0

    def read(self, size: int = -1) -> bytes:
        many = min(self._left, size if size >= 0 else self._left)
        part, self._head = self._head[:many], self._head[many:]
        part += bytes(many - len(part))
        self._left -= many
        self.read_bytes += many
        return part


@pytest.mark.parametrize("tells_its_size", [True, False])
def test_an_upload_of_three_hundred_megabytes_is_refused_without_being_read(
    town_hall: TownHall, tells_its_size: bool
) -> None:
    size = 300 * 1024 * 1024
    body = Endless(size)
    told = {"CONTENT_LENGTH": str(size)} if tells_its_size else {"wsgi.input_terminated": True}
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/api/v1/attachments",
        "CONTENT_TYPE": "multipart/form-data; boundary=b",
        "HTTP_HOST": "127.0.0.1",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        **told,
    }

    pieces, status, _ = run_wsgi_app(town_hall.app.wsgi_app, environ)
    answer = b"".join(pieces)

    gc.collect()
    assert status.startswith("413")
    assert json.loads(answer)["code"] == "too_large"
    assert body.read_bytes <= (0 if tells_its_size else 30 * 1024 * 1024)
