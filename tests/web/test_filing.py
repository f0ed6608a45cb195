"""Filing by the form: nothing typed is lost, twice pressed is once filed, what is wrong is said at its place."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest

from tests.journeys.stage import Stage
from tests.web.cases import OLENA
from tests.web.reading import Page, read_page
from tests.web.visitors import Visitor, photo

TYPED = {
    "form.place.address": "вул. Лісова, навпроти 8",
    "form.note": "Глибока яма",
    "applicant.surname": "Зразкова",
    "applicant.given_name": "Олена",
    "applicant.phone": "050 123 45 67",
    "applicant.address": "вул. Лісова, 8, кв. 4",
}


def preview_of(visitor: Visitor, request_type: str = "road_defect", **typed: object) -> Page:
    """The page that tells everything back before sending."""
    form = visitor.page(f"/services/{request_type}/new").form("/new")
    answer = visitor.submit(form, {**TYPED, **typed}, button="preview")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return read_page(answer.get_data(as_text=True))


def number_of(visitor: Visitor, location: str) -> str:
    heading = visitor.page(location).headings[0][1]
    return heading.rpartition(" ")[2]


def test_the_town_page_asks_what_happened_and_offers_every_service(visitor: Visitor) -> None:
    found = visitor.page("/")
    assert found.headings[0] == (1, "Що сталося?")
    assert "/services/road_defect" in found.links
    assert "Яма або розбита дорога" in found.text


def test_services_are_grouped_by_what_people_come_for_and_found_by_a_word(visitor: Visitor) -> None:
    # given: problems first, then papers, visits, taking part, writing
    headings = [text for level, text in visitor.page("/").headings if level == 2]
    assert headings[:3] == ["Повідомити про проблему", "Довідки й документи", "Записатися"]
    # when: a word in another case than the title has it
    found = visitor.page("/?q=довідку про перейменування")
    # then
    assert "/services/street_renaming_certificate" in found.links
    assert "/services/road_defect" not in found.links
    assert found.faults == []
    nothing = visitor.page("/?q=щщщ")
    assert "Подзвоніть 1580" in nothing.text


def test_a_service_tells_its_terms_before_anybody_starts(visitor: Visitor) -> None:
    found = visitor.page("/services/road_defect")
    assert "Передати директорові: 1 робоча година" in found.text
    assert "Письмова відповідь: один місяць (Закон України «Про звернення громадян», стаття 20)" in found.text
    assert "Небезпечно просто зараз? Дзвоніть 1580, цілодобово." in found.text
    certificate = visitor.page("/services/street_renaming_certificate")
    assert "Документ на житло зі старою назвою вулиці, усі сторінки" in certificate.text


def test_a_report_is_checked_and_then_filed_once_though_sent_twice(visitor: Visitor, stage: Stage) -> None:
    # given
    photos: Any = {"form.photos.new": [photo(), photo("red")]}
    found = preview_of(visitor, **photos)
    assert found.faults == []
    for said in (
        "Перевірте перед надсиланням",
        "вул. Лісова, навпроти 8",
        "файлів: 2",
        "Зразкова",
        "SMS із посиланням",
    ):
        assert said in found.text, said
    form = found.form("/new")
    # when: the bus enters a tunnel
    first = visitor.submit(form, {}, button="send")
    second = visitor.submit(form, {}, button="send")
    # then
    assert first.status_code == second.status_code == 303
    assert first.headers["Location"] == second.headers["Location"]
    number = number_of(visitor, first.headers["Location"])
    case = stage.case(number)
    assert len(case.attachments) == 2
    assert case.people[0].gave >= {"name", "phone", "address"}
    assert any(one.clock == "answer" for one in case.deadlines)


def test_two_forms_are_two_cases(visitor: Visitor) -> None:
    numbers = set()
    for _ in range(2):
        answer = visitor.submit(preview_of(visitor).form("/new"), {}, button="send")
        numbers.add(number_of(visitor, answer.headers["Location"]))
    assert len(numbers) == 2


def test_mistakes_are_told_at_their_fields_and_nothing_typed_is_lost(visitor: Visitor) -> None:
    # given: no place, no surname, a photo, and words
    form = visitor.page("/services/road_defect/new").form("/new")
    typed = {**TYPED, "form.place.address": "", "applicant.surname": "", "form.note": "Збережіть мене"}
    # when
    answer = visitor.submit(form, typed, button="preview")
    # then
    assert answer.status_code == 422
    found = read_page(answer.get_data(as_text=True))
    assert found.faults == []
    assert "#form-place" in found.links
    assert "#applicant-surname" in found.links
    assert "Потрібно заповнити." in found.text
    kept = dict(found.form("/new").fields)
    assert kept["form.note"] == "Збережіть мене"
    assert kept["applicant.given_name"] == "Олена"
    assert kept["key"] == dict(form.fields)["key"]


def test_a_photo_sent_with_a_mistake_is_kept(visitor: Visitor, stage: Stage) -> None:
    # given
    form = visitor.page("/services/road_defect/new").form("/new")
    wrong = visitor.submit(
        form, {**TYPED, "applicant.surname": "", "form.photos.new": photo("green")}, button="preview"
    )
    again = read_page(wrong.get_data(as_text=True)).form("/new")
    assert any(name == "form.photos" for name, _value in again.fields)
    # when: only the name is mended
    preview = visitor.submit(again, {"applicant.surname": "Зразкова"}, button="preview")
    answer = visitor.submit(read_page(preview.get_data(as_text=True)).form("/new"), {}, button="send")
    # then
    assert len(stage.case(number_of(visitor, answer.headers["Location"])).attachments) == 1


def test_going_back_from_the_check_shows_what_was_typed(visitor: Visitor) -> None:
    # when
    answer = visitor.submit(preview_of(visitor).form("/new"), {}, button="edit")
    # then
    fields = dict(read_page(answer.get_data(as_text=True)).form("/new").fields)
    assert fields["form.place.address"] == TYPED["form.place.address"]
    assert fields["applicant.phone"] == TYPED["applicant.phone"]


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [("applicant.phone", "не телефон", "applicant-phone"), ("form.note", "а" * 4001, "form-note")],
)
def test_what_the_core_refuses_is_told_at_the_field(visitor: Visitor, name: str, value: str, field: str) -> None:
    # given
    form = visitor.page("/services/road_defect/new").form("/new")
    # when
    answer = visitor.submit(form, {**TYPED, name: value}, button="send")
    # then
    assert answer.status_code == 422
    found = read_page(answer.get_data(as_text=True))
    assert f"#{field}" in found.links
    assert found.faults == []


def test_a_file_that_is_no_picture_is_refused_in_words(visitor: Visitor) -> None:
    # given
    form = visitor.page("/services/road_defect/new").form("/new")
    # when
    answer = visitor.submit(
        form, {**TYPED, "form.photos.new": (io.BytesIO(b"MZ\x90\x00"), "photo.jpg")}, button="preview"
    )
    # then
    assert answer.status_code == 422
    found = read_page(answer.get_data(as_text=True))
    assert "#form-photos" in found.links


def test_a_reception_is_booked_by_choosing_a_free_time(visitor: Visitor, stage: Stage) -> None:
    # given
    typed = {"form.slot": "mayor_reception-20261209T1540", "form.subject": "Тече дах"}
    found = preview_of(visitor, "mayor_reception", **typed)
    assert "середа, 9 грудня, 15:40" in found.text
    # when
    answer = visitor.submit(found.form("/new"), {}, button="send")
    # then
    told = visitor.page(answer.headers["Location"])
    assert told.headings[0][1].startswith("Вас записано.")
    booking = stage.case(told.headings[0][1].rpartition(" ")[2]).booking
    assert booking is not None
    assert booking.slot == typed["form.slot"]
    # and: nobody else is offered that time
    assert typed["form.slot"] not in visitor.get("/services/mayor_reception/new").get_data(as_text=True)


def test_days_of_reception_say_in_words_what_is_free_full_or_closed(visitor: Visitor, stage: Stage) -> None:
    # given: a Wednesday on which everything is taken but one time
    path = "/services/mayor_reception/new"
    times = re.findall(r'value="(mayor_reception-20261223T\d{4})"', visitor.get(path).get_data(as_text=True))
    for slot in times[:-1]:
        stage.open("mayor_reception", {"slot": slot, "subject": "дах"}, OLENA)
    # then
    almost = visitor.page(f"{path}?lang=uk")
    assert "ср 23.12 вільно: 1" in almost.text
    assert "#form-slot-2026-12-23-first" in almost.links
    # when: the last one is taken, too
    stage.open("mayor_reception", {"slot": times[-1], "subject": "дах"}, OLENA)
    # then
    for language, full, shut in (
        ("uk", "ср 23.12 усе зайнято", "чт 17.12 прийому немає"),
        ("en", "Wed 23.12 all taken", "Thu 17.12 closed"),
        ("ru", "ср 23.12 всё занято", "чт 17.12 приёма нет"),
    ):
        found = visitor.page(f"{path}?lang={language}")
        assert found.faults == []
        assert full in found.text
        assert shut in found.text
        assert "#form-slot-2026-12-23-first" not in found.links
    visitor.page(f"{path}?lang=uk")


def test_a_time_somebody_took_meanwhile_is_told_and_the_rest_is_kept(visitor: Visitor) -> None:
    # given: two people at the same last step
    typed = {"form.slot": "mayor_reception-20261216T1600", "form.subject": "Тече дах"}
    one, other = (preview_of(visitor, "mayor_reception", **typed).form("/new") for _ in range(2))
    assert visitor.submit(one, {}, button="send").status_code == 303
    # when
    answer = visitor.submit(other, {}, button="send")
    # then
    assert answer.status_code == 422
    kept = dict(read_page(answer.get_data(as_text=True)).form("/new").fields)
    assert kept["form.subject"] == "Тече дах"


def test_somebody_files_for_another_with_a_basis(visitor: Visitor, stage: Stage) -> None:
    # given
    typed = {
        "form.street": "Комсомольська",
        "form.house": "8",
        "applicant.surname": "Приклад",
        "representative.surname": "Приклад",
        "representative.given_name": "Олена",
        "representative.phone": "0671112233",
        "representative.basis": "довіреність",
        "representative.valid_until": "2029-03-03",
    }
    found = preview_of(visitor, "street_renaming_certificate", **typed)
    # when
    answer = visitor.submit(found.form("/new"), {}, button="send")
    # then: the link is the one's who sits here
    number = number_of(visitor, answer.headers["Location"])
    case = stage.case(number)
    assert [one.role.value for one in case.people] == ["applicant", "representative"]
    assert answer.headers["Location"] == f"{visitor.link(case, 1)}/received"


def test_an_inner_or_unknown_type_is_not_filed_by_the_public(visitor: Visitor) -> None:
    assert visitor.get("/services/nothing").status_code == 404
    assert visitor.get("/services/nothing/new").status_code == 404
    assert visitor.post("/services/nothing/new", {"step": "send"}).status_code == 404


def test_what_only_staff_begin_is_no_service_to_choose(visitor: Visitor) -> None:
    # given: a call back after closing is begun by the town hall
    assert "/services/call_back" not in visitor.page("/").links
    assert visitor.get("/services/call_back").status_code == 404
    assert visitor.get("/services/call_back/new").status_code == 404
    # then
    assert visitor.sign_in("dispatcher").get("/staff/new/call_back").status_code == 200


def test_a_form_from_another_site_is_refused(visitor: Visitor) -> None:
    form = preview_of(visitor).form("/new")
    answer = visitor.client.post(
        form.action,
        base_url="https://sprava.test",
        data=dict(form.fields) | {"step": "send"},
        headers={"Origin": "https://elsewhere.test", "Sec-Fetch-Site": "cross-site"},
    )
    assert answer.status_code == 403


def test_what_staff_fill_stands_on_the_clerk_s_form_alone(visitor: Visitor) -> None:
    public = visitor.get("/services/street_renaming_certificate/new").get_data(as_text=True)
    clerk = visitor.sign_in("clerk").get("/staff/new/street_renaming_certificate").get_data(as_text=True)

    assert 'name="form.street"' in public
    assert "form.missing" not in public
    assert 'name="form.missing_sheets"' in clerk


def test_streets_are_suggested_and_the_one_somebody_stands_in_is_named(visitor: Visitor) -> None:
    # given: the streets of the demo town, and a former name
    form = visitor.get("/services/road_defect/new").get_data(as_text=True)
    for name in ("вул. Лісова", "вул. Соборна", "вул. Комсомольська"):
        assert f'<option value="{name}"></option>' in form
    assert 'list="form-place-streets"' in form
    # then
    assert visitor.get("/streets/nearest?lat=51.3375&lon=25.8415").get_data(as_text=True) == "вул. Лісова"
    for nowhere in ("lat=10&lon=10", "lat=x&lon=y", "", "lat=nan&lon=nan"):
        answer = visitor.get(f"/streets/nearest?{nowhere}")
        assert (answer.status_code, answer.get_data(as_text=True)) == (200, ""), nowhere
