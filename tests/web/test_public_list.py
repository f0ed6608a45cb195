"""The public register: the list says all that the map says, filters, reasons, and places to some hundred metres alone."""

from __future__ import annotations

import io
import re

import pytest
from flask import Flask
from pypdf import PdfReader

from gate.headers import plug_headers
from runtime.settings import SettingsError, load
from tests.journeys.stage import Stage
from tests.web.cases import OLENA
from tests.web.visitors import Visitor

HERE = {"address": "вул. Мапна, 5", "lat": "51.3450001", "lon": "25.8500001"}


def test_every_line_of_the_list_says_where_it_lies_on_the_map_and_no_nearer(visitor: Visitor, stage: Stage) -> None:
    # given
    stage.open("road_defect", {"place": HERE}, OLENA)
    # when
    html = visitor.get("/problems").get_data(as_text=True)
    # then: the middle of a square of some hundred metres
    places = re.findall(r'data-at="([0-9.,-]+)"', html)
    assert "51.3475,25.8525" in places
    assert "51.3450001" not in html


def test_the_list_is_narrowed_by_service_street_stage_and_day(visitor: Visitor, stage: Stage) -> None:
    # given
    stage.open("road_defect", {"place": {"address": "вул. Перша, 5"}}, OLENA)
    stage.open("waste", {"place": {"address": "вул. Друга, 5"}, "what": "missed"}, OLENA)
    # then
    first, second = "Яма або розбита дорога, вул. Перша", "вул. Друга"
    assert first in visitor.page("/problems?type=road_defect").text
    assert second not in visitor.page("/problems?type=road_defect").text
    assert first not in visitor.page("/problems?street=вул. Друга").text
    assert first not in visitor.page("/problems?stage=closed").text
    assert first in visitor.page("/problems?stage=open").text
    assert first not in visitor.page("/problems?since=2026-11-24").text
    assert first in visitor.page("/problems?since=нісенітниця&type=nothing&stage=x").text


def test_tiles_come_from_the_one_source_that_is_set() -> None:
    # given
    app = Flask("test", static_folder=None)
    app.add_url_rule("/", "here", lambda: "x")
    source = load({"SPRAVA_TILES": "https://tiles.test/{z}/{x}/{y}.png"}).map.source
    # when
    plug_headers(app, https=False, pictures=source)
    # then
    policy = app.test_client().get("/").headers["Content-Security-Policy"]
    assert "img-src 'self' https://tiles.test data: blob:;" in policy
    assert policy.count("tiles.test") == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SPRAVA_TILES", "https://tiles.test/all.png"),
        ("SPRAVA_TILES", "https://{s}.tiles.test/{z}/{x}/{y}.png"),
        ("SPRAVA_MAP_CENTRE", "51.3"),
        ("SPRAVA_MAP_CENTRE", "151.3,25.8,13"),
    ],
)
def test_a_map_that_cannot_be_is_told_at_the_start(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        load({name: value})


def test_assets_come_packed_to_who_takes_them_so(visitor: Visitor) -> None:
    plain = visitor.get("/assets/vendor/leaflet/leaflet.js")
    packed = visitor.get("/assets/vendor/leaflet/leaflet.js", **{"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) * 3 < len(plain.data)
    assert packed.headers["ETag"] == f"W/{plain.headers['ETag']}"
    known = {"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]}
    again = visitor.get("/assets/vendor/leaflet/leaflet.js", **known)
    assert again.status_code == 304
    for answer in (plain, packed, again):
        answer.close()
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Content-Encoding" not in visitor.get("/problems", **{"Accept-Encoding": "gzip"}).headers


def test_a_receipt_holds_the_number_the_promise_and_nothing_of_the_citizen(visitor: Visitor, stage: Stage) -> None:
    # given
    case = stage.open("road_defect", {"place": HERE, "note": "Таємна яма"}, OLENA)
    link = visitor.link(case)
    assert f"{link}/receipt" in visitor.page(f"{link}/received").links
    # when
    answer = visitor.get(f"{link}/receipt")
    # then
    assert answer.mimetype == "application/pdf"
    text = text_of(answer.data)
    assert f"Номер {case.reference}" in text
    assert "23.11.2026" in text
    assert "середи, 23 грудня 2026" in text
    for secret in ("Зразкова", "Таємна", "501234567"):
        assert secret not in text
    # and: the same words for whoever sees badly, in letters half as large again
    assert f"{link}/receipt/large-print" in visitor.page(f"{link}/received").links
    large = visitor.get(f"{link}/receipt/large-print")
    assert text_of(large.data) == text
    assert min(letters(large.data)) >= 18 > max(letters(answer.data) - {16.0})


def letters(pdf: bytes) -> set[float]:
    """The sizes of letters, in points."""
    found: set[float] = set()

    def note(text: str, matrix: list[float], text_matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            found.add(round(abs(size * text_matrix[3] * matrix[3]), 1))

    for page in PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=note)
    return found


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
