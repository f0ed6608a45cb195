"""Cases are found by the words of their papers and of PDFs that people sent, in any form of a word, by those who may
read these; nobody learns by searching what they may not read."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from weasyprint import HTML

from runtime.text_reading import read_texts
from tests.api.given import answering, moved
from tests.given import staff
from tests.town_hall import DEFINITIONS, PIN, StaffBrowser, TownHall
from workflow.actor import system
from workflow.commands.publish_definition import PublishDefinition
from workflow.commands.record_text import RecordText
from workflow.definition.definition_files import read_folder
from workflow.definition.load import load_files
from workflow.definition.shared_parts import read_shared_parts
from workflow.errors import NotPermitted
from workflow.ports.written import Written

CARE = Path(__file__).parent / "care_request"
LETTER = """
<style>body { width: 6cm; font-family: sans-serif; hyphens: auto }</style>
<p lang="uk">Просимо освітлити пішохідний перехід біля школи та полагодити тротуари.</p>
<p lang="ru">Прошу отремонтировать водопроводы.</p><p lang="en">Broken streetlights near playgrounds.</p>
"""
SECRET = "<p lang='uk'>Діагноз: перелом стегна, потрібна ортопедична допомога.</p>"

APPEAL = {
    "sort": "request",
    "topic": "roads",
    "subject": "Про двір",
    "what": "Дивіться лист, що додаю.",
    "delivery": "link",
}


def offer(hall: TownHall, folder: Path) -> None:
    shared = read_shared_parts(DEFINITIONS / "_shared")
    definition, bundle = load_files(read_folder(folder), shared.files)
    command = PublishDefinition(definition=definition, bundle=bundle.to_bytes())
    hall.runtime.application.execute(system(1), command)


def uploaded(hall: TownHall, html: str) -> str:
    file = (io.BytesIO(HTML(string=html).write_pdf()), "letter.pdf")
    answer = hall.visitor().post("/api/v1/attachments", data={"file": file}, content_type="multipart/form-data")
    assert answer.status_code == 201, answer.text
    return str(answer.get_json()["id"])


def opened(hall: TownHall, request_type: str, form: dict[str, Any]) -> str:
    person = {
        "surname": "Зразкова",
        "given_name": "Олена",
        "phone": "+380671234567",
        "address": "вул. Лісова, 8",
        "contact_by": "link",
    }
    body = {"request_type": request_type, "form": form, "applicant": person, "channel": "page"}
    answer = hall.visitor().post("/api/v1/cases", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.get_json()["reference"])


def found(browser: StaffBrowser, q: str) -> list[str]:
    answer = browser.get("/cases", query_string={"q": q})
    assert answer.status_code == 200, answer.text
    return [one["reference"] for one in answer.get_json()["items"]]


def signed(hall: TownHall, username: str, document: str) -> None:
    browser = hall.signed_in(username)
    shown = browser.post(f"/documents/{document}/opening").get_json()["sha256"]
    answer = browser.post(f"/documents/{document}/signatures", {"sha256": shown, "pin": PIN})
    assert answer.status_code == 200, answer.text


@pytest.fixture(scope="module")
def letter(town_hall: TownHall) -> str:
    """A case with a PDF that its citizen sent, read."""
    offer(town_hall, DEFINITIONS / "appeal")
    reference = opened(town_hall, "appeal", {**APPEAL, "files": [uploaded(town_hall, LETTER)]})
    assert read_texts(town_hall.runtime) == 1
    return reference


@pytest.fixture(scope="module")
def care(town_hall: TownHall) -> str:
    """A case with a PDF in a field that only the specialist reads."""
    offer(town_hall, CARE)
    form = {"wish": "Носити воду", "record": [uploaded(town_hall, SECRET)]}
    reference = opened(town_hall, "care_request", form)
    read_texts(town_hall.runtime)
    return reference


@pytest.mark.parametrize(
    "q",
    [
        "пішохідного переходу",
        "тротуар",
        "школах",
        "освітл",
        "водопроводами",
        "streetlight playground",
        "двору тротуарах",
    ],
)
def test_a_case_is_found_by_a_sent_letter_in_three_languages_and_any_form(
    town_hall: TownHall, letter: str, q: str
) -> None:
    assert letter in found(town_hall.signed_in("registrar"), q)


def test_a_word_that_stands_nowhere_finds_nothing(town_hall: TownHall, letter: str) -> None:
    assert found(town_hall.signed_in("registrar"), "тротуари гелікоптер") == []


def test_who_does_not_see_the_case_does_not_find_it(town_hall: TownHall, letter: str) -> None:
    assert found(town_hall.signed_in("foreman"), "тротуари") == []


def test_an_answer_speaks_once_it_is_complete_and_is_read_once(town_hall: TownHall) -> None:
    # given
    case, document = answering(town_hall)
    registrar = town_hall.signed_in("registrar")
    read_texts(town_hall.runtime)
    assert case.reference not in found(registrar, "Зразківської міської")
    # when
    signed(town_hall, "utility_director", document)
    town_hall.work()
    # then
    assert (read_texts(town_hall.runtime), read_texts(town_hall.runtime)) == (1, 0)
    assert case.reference in found(registrar, "Зразківської міської")


@pytest.mark.parametrize("q", ["перелом", "ортопедичної", "діагноз перелому"])
def test_a_file_of_a_sensitive_field_is_found_by_its_readers_alone(town_hall: TownHall, care: str, q: str) -> None:
    assert found(town_hall.signed_in("specialist"), q) == [care]
    for other in ("mayor", "registrar", "admin", "dispatcher"):
        assert found(town_hall.signed_in(other), q) == [], other


def test_a_paper_with_readers_is_found_by_them_alone(town_hall: TownHall, care: str) -> None:
    # given: the card, which names its readers
    reference = opened(town_hall, "care_request", {"wish": "Носити дрова", "diagnosis": "Остеопороз"})
    moved(town_hall, "specialist", reference, "visit", input={"findings": "Сходи круті"})
    # when
    with town_hall.runtime.database.reading(1) as look:
        card = look.connection.exec_driver_sql(
            "SELECT p.id, p.type FROM papers p JOIN cases c ON c.id = p.case_id"
            f" WHERE c.reference = '{reference}' AND p.type = 'care_card'"
        ).one()
    town_hall.runtime.application.execute(
        system(1), RecordText(kind=Written.PAPER, source=card.id, words=("остеопороз",))
    )
    # then
    assert found(town_hall.signed_in("specialist"), "остеопорозу") == [reference]
    assert found(town_hall.signed_in("mayor"), "остеопорозу") == []


def test_only_the_worker_records_texts(town_hall: TownHall, letter: str) -> None:
    with town_hall.runtime.database.reading(1) as look:
        source = look.connection.exec_driver_sql("SELECT source FROM paper_words LIMIT 1").scalar_one()
    command = RecordText(kind=Written.ATTACHMENT, source=source, words=("чуже",))
    with pytest.raises(NotPermitted):
        town_hall.runtime.application.execute(staff("mayor", "mayor", unit=None), command)


def test_a_pdf_that_cannot_be_read_has_no_words_and_is_not_tried_for_ever(
    town_hall: TownHall, letter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    reference = opened(town_hall, "appeal", {**APPEAL, "files": [uploaded(town_hall, LETTER)]})
    with monkeypatch.context() as broken:
        broken.setattr(type(town_hall.runtime.inspection), "_ask", lambda *_: None)
        # when
        assert read_texts(town_hall.runtime) == 1
    # then
    assert read_texts(town_hall.runtime) == 0
    assert reference not in found(town_hall.signed_in("registrar"), "тротуарами")
