"""Filing one question a page: answers are kept at once, the back button is safe, what is sent is sent once."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

import pytest
from PIL import Image

from tests.journeys.stage import Stage
from tests.web.cases import OLENA
from tests.web.reading import Page, read_page
from tests.web.visitors import Visitor, photo

WHO = {
    "applicant.surname": "Зразкова",
    "applicant.given_name": "Олена",
    "applicant.phone": "050 123 45 67",
    "applicant.address": "вул. Лісова, 8, кв. 4",
}


class Filer:
    """Somebody who answers question after question, as a browser follows the pages."""

    def __init__(self, visitor: Visitor, request_type: str = "road_defect") -> None:
        self.visitor = visitor
        answer = visitor.submit(visitor.page(f"/services/{request_type}").form("/drafts"), {})
        self.at = answer.headers["Location"]

    @property
    def question(self) -> str:
        return self.at.rpartition("/")[2]

    def page(self) -> Page:
        return self.visitor.page(self.at)

    def say(self, typed: Mapping[str, Any] = MappingProxyType({}), *, status: int = 303) -> Page | None:
        """Answers where they are; the page again when it is refused."""
        form = self.page().form(f"/{self.question}")
        answer = self.visitor.submit(form, typed)
        assert answer.status_code == status, answer.get_data(as_text=True)
        if status != 303:
            return read_page(answer.get_data(as_text=True))
        self.at = answer.headers["Location"]
        return None

    def who(self) -> None:
        self.visitor.submit(self.page().form(f"/{self.question}"), WHO)
        self.at = self.at.replace(self.question, "to-send")


def told(visitor: Visitor) -> Filer:
    """At the last look, with a pothole somewhere nobody else has told of."""
    filer = Filer(visitor)
    filer.say({"form.place.address": "вул. Тиха, 3"})
    filer.say()
    filer.say({"form.note": "Глибока яма"})
    filer.who()
    return filer


def test_every_question_has_a_page_of_its_own_and_the_end_tells_all_back(visitor: Visitor, stage: Stage) -> None:
    # given
    filer = Filer(visitor)
    assert (filer.question, filer.page().headings[0]) == ("place", (1, "Де це?"))
    filer.say({"form.place.address": "вул. Дубова, 5"})
    assert filer.question == "photos"
    filer.say({"form.photos.new": photo()})
    assert filer.question == "note"
    filer.say({"form.note": "Глибока"})
    assert filer.question == "about-you"
    assert filer.page().faults == []
    filer.who()
    # when
    last = filer.page()
    for said in ("вул. Дубова, 5", "файлів: 1", "Глибока", "Зразкова"):
        assert said in last.text, said
    assert last.faults == []
    first, second = (visitor.submit(last.form("/to-send"), {}) for _ in range(2))
    # then: pressed twice, filed once
    assert first.headers["Location"] == second.headers["Location"]
    received = visitor.page(first.headers["Location"])
    case = stage.case(received.headings[0][1].rpartition(" ")[2])
    assert case.street == "вул. Дубова"
    assert len(case.attachments) == 1
    # and: the draft leads there, and holds nothing any more
    assert visitor.get(filer.at).headers["Location"] == first.headers["Location"]


def test_going_back_shows_what_was_typed_and_changes_it(visitor: Visitor) -> None:
    # given
    filer = told(visitor)
    place = filer.at.replace("to-send", "place")
    assert dict(visitor.page(place).form("/place").fields)["form.place.address"] == "вул. Тиха, 3"
    # when
    filer.at = place
    filer.say({"form.place.address": "вул. Тиха, 7"})
    # then: everything else is answered already
    assert filer.question == "to-send"
    assert "вул. Тиха, 7" in filer.page().text


def test_a_wrong_answer_is_told_at_once_and_kept(visitor: Visitor) -> None:
    # given
    filer = Filer(visitor, "mayor_reception")
    while filer.question != "subject":
        slots = dict(filer.page().form(f"/{filer.question}").fields)
        filer.say({"form.slot": "mayor_reception-20261209T1500"} if "slot" in filer.question else slots)
    # when: too short or missing
    found = filer.say({"form.subject": ""}, status=422)
    # then
    assert found is not None
    assert found.faults == []
    assert "Потрібно заповнити." in found.text


def test_nobody_sends_before_everything_is_answered(visitor: Visitor) -> None:
    filer = Filer(visitor)
    answer = visitor.get(filer.at.replace("place", "to-send"))
    assert answer.headers["Location"].endswith("/place")


def test_a_draft_that_is_gone_says_so_and_loses_no_answer_that_comes_late(visitor: Visitor, stage: Stage) -> None:
    # given: a page left open for more than a day
    filer = Filer(visitor)
    filer.say({"form.place.address": "вул. Тиха, 3"})
    form = filer.page().form("/photos")
    stage.clock.advance(timedelta(hours=25))
    assert visitor.get(filer.at).status_code == 410
    # when: it is answered all the same
    assert visitor.submit(form, {"form.photos.new": photo()}).status_code == 303
    # then: the late answer is kept, what came before it is asked again
    kept = dict(visitor.page(filer.at).form("/photos").fields)
    assert kept["form.photos"]
    assert visitor.get(filer.at.replace("photos", "to-send")).headers["Location"].endswith("/place")


def test_the_store_holds_nothing_that_can_be_read(visitor: Visitor, stage: Stage) -> None:
    filer = told(visitor)
    secret = filer.at.split("/")[2]
    with stage.runtime.database.reading(1) as look:
        rows = look.connection.exec_driver_sql("SELECT digest, sealed FROM drafts").all()
    assert rows
    for digest, sealed in rows:
        assert secret.encode() not in bytes(digest)
        assert "Зразкова".encode() not in bytes(sealed)


def test_a_photo_taken_elsewhere_is_asked_about(visitor: Visitor, stage: Stage) -> None:
    # given: an address, and a photo that knows another place
    filer = Filer(visitor)
    filer.say({"form.place.address": "вул. Кленова, 3"})
    filer.say({"form.photos.new": photo_at(51.3401, 25.8502)})
    assert filer.question == "which-place"
    assert filer.page().faults == []
    assert filer.say(status=422) is not None
    # when
    filer.say({"which-place": "photo"})
    filer.say()
    filer.who()
    answer = visitor.submit(filer.page().form("/to-send"), {})
    # then
    case = stage.case(visitor.page(answer.headers["Location"]).headings[0][1].rpartition(" ")[2])
    assert case.latitude_e7 == 513401000
    assert case.street is None


def test_who_finds_the_same_nearby_joins_it(visitor: Visitor, stage: Stage) -> None:
    # given: a pothole is known in that street
    known = stage.open("road_defect", {"place": {"address": "вул. Ясенова, 3"}}, OLENA)
    filer = Filer(visitor)
    filer.say({"form.place.address": "вул. Ясенова, 5"})
    filer.say()
    assert filer.question == "near-by"
    found = filer.page()
    assert known.reference in found.text
    assert "Зразкова" not in found.text
    assert found.faults == []
    # when
    filer.say({"near-by": known.reference})
    filer.say()
    filer.who()
    assert known.reference in filer.page().text
    answer = visitor.submit(filer.page().form("/to-send"), {})
    # then
    case = stage.case(visitor.page(answer.headers["Location"]).headings[0][1].rpartition(" ")[2])
    assert case.main_reference == known.reference


def test_nobody_joins_what_is_not_offered(visitor: Visitor, stage: Stage) -> None:
    stage.open("road_defect", {"place": {"address": "вул. Вербова, 3"}}, OLENA)
    elsewhere = stage.open("road_defect", {"place": {"address": "вул. Далека, 3"}}, OLENA)
    filer = Filer(visitor)
    filer.say({"form.place.address": "вул. Вербова, 5"})
    filer.say()
    assert filer.say({"near-by": elsewhere.reference}, status=422) is not None


def test_the_former_name_of_a_street_is_understood(visitor: Visitor) -> None:
    filer = Filer(visitor)
    filer.say({"form.place.address": "вул. Комсомольська, 8"})
    for _ in range(3):
        if filer.question == "near-by":
            filer.say({"near-by": "other"})
        elif filer.question in ("photos", "note"):
            filer.say()
    filer.who()
    assert "вул. Лісова (раніше – вул. Комсомольська)" in filer.page().text


@pytest.mark.parametrize("secret", ["x", "A" * 22, "../../etc"])
def test_an_address_nobody_was_given_opens_nothing(visitor: Visitor, secret: str) -> None:
    assert visitor.get(f"/drafts/{secret}/place").status_code in (404, 410)


def photo_at(latitude: float, longitude: float) -> tuple[io.BytesIO, str]:
    """A JPEG whose camera noted where it was."""
    exif = Image.Exif()
    gps = {1: "N", 2: _degrees(latitude), 3: "E", 4: _degrees(longitude)}
    exif[0x8825] = gps
    picture = io.BytesIO()
    Image.new("RGB", (320, 240), "gray").save(picture, "JPEG", exif=exif)
    picture.seek(0)
    return picture, "photo.jpg"


def _degrees(value: float) -> tuple[float, float, float]:
    whole = int(value)
    minutes = (value - whole) * 60
    return (float(whole), float(int(minutes)), round((minutes - int(minutes)) * 60, 4))
