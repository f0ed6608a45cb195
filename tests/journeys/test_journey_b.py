"""Journey B: a certificate at the counter for a grandmother, through the JSON door (journeys.md, part 3)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from effects.paper_visas import visa_rows
from runtime.database_urls import DatabaseUrls
from tests.journeys.stage import KYIV, Stage, raise_curtain
from tests.journeys.test_journey_a import words_of

HANNA = {
    "surname": "Приклад",
    "given_name": "Ганна",
    "patronymic": "Іванівна",
    "birth_date": "1948-05-12",
    "phone": "+380671110001",
    "address": "вул. Лісова, 8",
    "contact_by": "voice",
}
OLENA = {
    "surname": "Приклад",
    "given_name": "Олена",
    "phone": "+380671110002",
    "contact_by": "link",
    "basis": "довіреність",
    "number": "1-214",
    "date": "2026-03-03",
    "valid_until": "2029-03-03",
    "scope": "отримувати довідки",
}
FORM = {"street": "вул. Комсомольська", "house": "8", "delivery": "counter", "missing_sheets": 1}


@pytest.fixture
def stage(fresh_database_urls: DatabaseUrls, tmp_path: Path) -> Iterator[Stage]:
    found = raise_curtain(fresh_database_urls, tmp_path, "2026-11-24 10:10")
    yield found
    found.runtime.close()


def token_of(stage: Stage, phone: str) -> str:
    """The token of the newest link sent to a telephone."""
    text = next(one.text for one in reversed(stage.sender.messages) if one.to == phone and "/s/" in one.text)
    return text.rpartition("/s/")[2][:14]


def test_a_certificate_stops_for_a_missing_page_and_is_signed_handed_over_and_checked(stage: Stage) -> None:
    # B1. At the counter: applicant, representative with a ground, and what is missing
    stage.at("2026-11-24 10:19")
    clerk = stage.browser("clerk")
    filing = {
        "request_type": "street_renaming_certificate",
        "form": {**FORM, "title_page": [clerk.upload("white")]},
        "applicant": HANNA,
        "channel": "counter",
    }
    expired = clerk.send("/cases", {**filing, "representative": {**OLENA, "valid_until": "2026-11-23"}})
    assert expired.status_code == 422
    assert "representative.valid_until" in expired.get_json()["errors"]
    opened = clerk.post("/cases", {**filing, "representative": OLENA}, status=201)
    stage.drain()
    number = opened["reference"]
    assert sorted(stage.texts()) == [
        f"{number}: заяву прийнято. Бракує 1 аркуша. Питання: тел. 1580",
        f"{number}: прийняли. Стежити: https://sprava.test/s/…",
    ]
    assert opened["deadlines"][0]["date"] == "2026-12-01"

    # B2. The clock stops
    stage.at("2026-11-24 15:30")
    specialist = stage.browser("specialist")
    specialist.move(number, "take")
    asked = {
        "question": "Потрібна друга сторінка свідоцтва – там адреса зі старою назвою вулиці.",
        "wanted": "2-гу сторінку свідоцтва",
    }
    specialist.move(number, "ask", asked)
    stage.drain()
    assert sorted(stage.texts()) == [
        f"{number}: потрібен аркуш. Деталі: https://sprava.test/s/…",
        f"{number}: чекаємо 2-гу сторінку свідоцтва. Питання: тел. 1580",
    ]
    service = stage.case(number).deadline("service")
    assert service is not None
    assert service.state == "paused"

    # B3. A photo by the representative's link: the clock runs on, with the days told
    stage.at("2026-11-26 11:00")
    token = token_of(stage, "+380671110002")
    home = stage.browser()
    home.post(f"/status/{token}/unlock", {"last4": "0002"})
    home.post(f"/status/{token}/transitions", {"name": "answer", "input": {"pages": [home.upload("ivory")]}})
    deadlines = stage.browser("specialist").get(f"/cases/{number}/deadlines")
    dated = next(one for one in deadlines["items"] if one["clock"] == "service")
    assert (dated["state"], dated["date"]) == ("running", "2026-12-03")

    # B4. Prepared, agreed, signed among others in one ceremony
    stage.at("2026-12-02 09:00")
    written = {
        "old_name": "вулицю Комсомольську",
        "new_name": "вулицю Лісову",
        "decision_number": "121",
        "decision_date": "2016-02-19",
    }
    stage.browser("specialist").move(number, "prepare", written)
    stage.at("2026-12-02 09:20")
    secretary = stage.browser("executive_secretary")
    document = str(stage.paper(number).id)
    early = secretary.send(f"/documents/{document}/opening")
    assert (early.status_code, early.get_json()["refusals"][0]["code"]) == (409, "all_reviews_in")
    agreed(stage, number)
    (row,) = visa_rows(stage.case(number), "certificate", KYIV)
    assert (row["name"], row["words"]) == ("Ігор ПЛАНУВАЛЬНИЙ", "погоджено, 02.12, 09:20")
    queue = secretary.get("/work-queue")["items"]
    assert [(one["kind"], one["reference"], one["document"]) for one in queue] == [("sign", number, document)]
    session = secretary.post("/signing-sessions", {"pin": stage.pin("executive_secretary")}, status=201)
    shown = secretary.post(f"/documents/{document}/opening")["sha256"]
    secretary.post(f"/documents/{document}/signatures", {"signing_session": session["secret"], "sha256": shown})
    stage.drain()
    assert sorted(stage.texts()) == [
        f"{number}: довідка готова. ЦНАП: https://sprava.test/s/…",
        f"{number}: довідка готова. ЦНАП: ср 8-17:15, чт 8-20. Тел. 1580",
    ]
    paper = stage.paper(number)
    certificate = words_of(stage.runtime.toolbox.contents.get(1, paper.sha256 or ""))
    for words in (
        "ВИКОНАВЧИЙ КОМІТЕТ МІСЬКОЇ РАДИ",
        f"02.12.2026 № {paper.number}",
        "Видана Ганні Іванівні ПРИКЛАД",
        "від 19.02.2016 № 121",
        "Керуюча справами",
        "Світлана УПОВНОВАЖЕНА",
    ):
        assert words in certificate
    assert paper.number == "1/03-07"

    # B5. Handed over
    stage.at("2026-12-03 17:40")
    handed = stage.browser("clerk").move(number, "hand_over", {"receiver": "representative", "identity_checked": True})
    assert (handed["state"], handed["outcome"]) == ("handed", "satisfied")

    # B6. The bank types twelve digits, and then has a void one
    code = paper.code or ""
    bank = stage.browser()
    assert bank.get(f"/verifications/{code[:4]}-{code[4:8]}-{code[8:]}")["verdict"] == "authentic"
    stage.browser("executive_secretary").post(f"/documents/{paper.id}/void", {"reason": "помилка в адресі"})
    void = bank.get(f"/verifications/{code}")["document"]
    assert (void["status"], void["void_reason"]) == ("void", "помилка в адресі")


def agreed(stage: Stage, number: str) -> None:
    """The head of the department gives the visa; the certificate goes to signature by itself."""
    head = stage.browser("architecture_head")
    review = head.get(f"/cases/{number}/reviews")["items"][0]
    head.post(
        f"/cases/{number}/reviews/{review['id']}/visas", {"verdict": "agreed", "text": review["text"]}, status=201
    )
    stage.drain()


def test_a_signer_returns_one_of_twelve_papers_and_signs_eleven_in_one_ceremony(stage: Stage) -> None:
    # given: twelve certificates wait
    clerk, specialist = stage.browser("clerk"), stage.browser("specialist")
    written = {"old_name": "вулицю А", "new_name": "вулицю Б", "decision_number": "1", "decision_date": "2016-02-19"}
    papers = []
    for _ in range(12):
        filing = {
            "request_type": "street_renaming_certificate",
            "form": {"street": "вул. А", "house": "1"},
            "applicant": HANNA,
            "channel": "counter",
        }
        number = clerk.post("/cases", filing, status=201)["reference"]
        specialist.move(number, "take")
        specialist.move(number, "prepare", written)
        agreed(stage, number)
        papers.append(str(stage.paper(number).id))
    secretary = stage.browser("executive_secretary")
    # when
    session = secretary.post("/signing-sessions", {"pin": stage.pin("executive_secretary")}, status=201)
    shown = [secretary.post(f"/documents/{one}/opening")["sha256"] for one in papers]
    returned = secretary.post(f"/documents/{papers[0]}/return", {"reason": "Виправити прізвище у давальному відмінку"})
    signed = [
        secretary.post(f"/documents/{one}/signatures", {"signing_session": session["secret"], "sha256": sha256})
        for one, sha256 in zip(papers[1:], shown[1:], strict=True)
    ]
    # then: one PIN for all of them
    assert (returned["status"], {one["status"] for one in signed}) == ("draft", {"to_sign"})
    stage.drain()
    assert [secretary.get(f"/documents/{one}")["status"] for one in papers] == ["draft", *["complete"] * 11]
    refused = secretary.send(
        f"/documents/{papers[0]}/signatures", {"signing_session": session["secret"], "sha256": shown[0]}
    )
    assert refused.status_code == 409
