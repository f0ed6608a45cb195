"""Journey A: a pothole at 8:05, through the JSON door, with the very texts that people read (journeys.md, part 2)."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from runtime.database_urls import DatabaseUrls
from store.queries.post_list import letters_waiting
from tests.journeys.stage import Stage, raise_curtain

OLENA = {
    "surname": "Зразкова",
    "given_name": "Олена",
    "phone": "+380501234567",
    "address": "вул. Лісова, 8, кв. 4",
    "contact_by": "link",
}
HANNA = {
    "surname": "Сусідська",
    "given_name": "Ганна",
    "phone": "+380671110000",
    "address": "вул. Лісова, 10, кв. 1",
    "contact_by": "voice",
}
PLACE = {"street": "вул. Лісова", "house": "8", "address": "вул. Лісова, навпроти 8"}


@pytest.fixture
def stage(fresh_database_urls: DatabaseUrls, tmp_path: Path) -> Iterator[Stage]:
    found = raise_curtain(fresh_database_urls, tmp_path, "2026-11-23 08:05")
    yield found
    found.runtime.close()


def words_of(pdf: bytes) -> str:
    """The text of a paper on one line."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_a_pothole_reported_from_the_bus_is_mended_answered_disputed_and_mended_again(stage: Stage) -> None:
    # A1. Olena on the bus; the bus enters a tunnel and she presses twice
    bus = stage.browser()
    filing = {
        "request_type": "road_defect",
        "form": {"place": PLACE, "photos": [bus.upload("dimgray")], "note": "Глибока яма."},
        "applicant": OLENA,
        "channel": "page",
    }
    key = str(uuid.uuid4())
    first = bus.send("/cases", filing, key=key)
    second = bus.send("/cases", filing, key=key)
    stage.drain()
    assert first.status_code == second.status_code == 201
    assert first.data == second.data
    opened = first.get_json()
    olena = opened["reference"]
    token = opened["status_url"].rpartition("/")[2]
    assert stage.texts() == [f"{olena}: отримали. Стежити: https://sprava.test/s/…"]
    answer = next(one for one in opened["deadlines"] if one["clock"] == "answer")
    assert (answer["law"], answer["article"], answer["date"]) == ("ua_appeals.art_20", "20", "2026-12-23")
    assert [one["why"] for one in answer["steps"]] == [
        "Отримано 23.11.2026.",
        "Закон дає один місяць від дня надходження: 23.12.2026.",
        "Це робочий день, тому дата не зсувається.",
    ]
    routing = next(one for one in opened["deadlines"] if one["clock"] == "routing")
    assert routing["deadline"] == "2026-11-23T07:05:00Z"
    status = stage.browser().client.get(f"/api/v1/status/{token}", base_url="https://sprava.test")
    assert status.get_json()["street"] == "вул. Лісова"
    for secret in ("Зразкова", "Олена", "501234567", "кв. 4", "навпроти", "Глибока"):
        assert secret not in status.text

    # A2. The dispatcher passes it on
    stage.at("2026-11-23 08:14")
    dispatcher = stage.browser("dispatcher")
    queue = dispatcher.get("/work-queue")["items"]
    assert (queue[0]["reference"], queue[0]["clock"]) == (olena, "routing")
    dispatcher.move(olena, "route")

    # A3. The director instructs with his PIN; a co-executor fences the place off by noon
    stage.at("2026-11-23 08:41")
    director = stage.browser("utility_director")
    resolution = {
        "text": "Ліквідувати яму на вул. Лісовій, навпроти буд. 8. Л. Знаковій – огородити місце. Фото до і після.",
        "executors": [
            {"user": "foreman", "role": "lead"},
            {"user": "sign_worker", "role": "co", "due": "2026-11-23T12:00:00+02:00"},
        ],
        "due": "2026-11-26",
    }
    case = director.move(olena, "instruct", resolution=resolution, pin=stage.pin("utility_director"))
    stage.drain()
    assert case["resolutions"][0]["signed"] is True
    assert stage.texts() == [f"{olena}: роботи до 26.11. https://sprava.test/s/…"]
    shown = stage.browser().get(f"/status/{token}")
    assert (shown["state"], shown["due"], shown["unit"]) == ("in_work", "2026-11-26", "КП «Благоустрій»")

    # A4. Hanna rings 1580 and is joined: her own number, and where the matter stands
    stage.at("2026-11-23 09:30")
    joined = stage.browser("operator").post(
        "/cases",
        {
            "request_type": "road_defect",
            "form": {"place": {"street": "вул. Лісова", "address": "вул. Лісова, 8"}, "note": "Ледь не впала."},
            "applicant": HANNA,
            "channel": "phone",
            "join": olena,
        },
        status=201,
    )
    stage.drain()
    hanna = joined["reference"]
    assert stage.texts() == [f"{hanna}: роботи до 26.11. Питання: тел. 1580"]
    assert stage.case(hanna).main_reference == olena

    # A5. The fence, then the patch, with a photo; until the fence stands the page names whom we wait for
    work = case["resolutions"][0]["id"]
    foreman = stage.browser("foreman")
    awaits = {"code": "awaits_reports", "message": "Чекаємо звіту співвиконавця: Знакова Л."}
    refused = foreman.post(f"/resolutions/{work}/reports", {"text": "Готово."}, status=409)
    assert refused["refusals"] == [awaits]
    stage.at("2026-11-23 11:30")
    stage.browser("sign_worker").post(f"/resolutions/{work}/reports", {"text": "Огороджено."}, status=201)
    stage.at("2026-11-25 15:52")
    foreman = stage.browser("foreman")
    report = {"report": "Вирізали старий асфальт 2×1,5 м, поклали новий.", "photo": foreman.upload("black")}
    foreman.move(olena, "finish", report)
    stage.drain()

    # A6. The director accepts and signs both answers; only then anybody is told
    stage.at("2026-11-25 16:05")
    director = stage.browser("utility_director")
    about = {
        "about": "Про ремонт дороги на вул. Лісовій",
        "answer_text": "25 листопада 2026 року бригада вирізала пошкоджений асфальт і поклала новий на ділянці "
        "2 × 1,5 м навпроти будинку 8.",
    }
    accepted = director.move(olena, "accept", about)
    stage.drain()
    assert accepted["resolutions"][0]["off_control_by"] == "utility_director"
    assert stage.texts() == []
    director.sign(accepted["documents"][0]["id"], stage.pin("utility_director"))
    stage.drain()
    assert stage.texts() == [f"{olena}: зроблено. Перевірте: https://sprava.test/s/…"]
    director.sign(str(stage.paper(hanna).id), stage.pin("utility_director"))
    stage.drain()
    assert stage.texts() == [f"{hanna}: зроблено. Не так? Дзвоніть 1580"]

    paper = stage.paper(olena)
    letter = words_of(stage.runtime.toolbox.contents.get(1, paper.sha256 or ""))
    for words in (
        "КОМУНАЛЬНЕ ПІДПРИЄМСТВО «БЛАГОУСТРІЙ»",
        f"25.11.2026 № {paper.number}",
        f"На № {olena} від 23.11.2026",
        "Олені ЗРАЗКОВІЙ",
        "вул. Лісова, 8, кв. 4",
        "Про ремонт дороги на вул. Лісовій",
        "Шановна пані Олено!",
        "Фото до і після – у додатку.",
        "статті 15 і 20 Закону України «Про звернення громадян»",
        "Директор",
        "Петро ТИПОВИЙ",
        "Василь Примірний, 1580",
    ):
        assert words in letter
    hers = words_of(stage.runtime.toolbox.contents.get(1, stage.paper(hanna).sha256 or ""))
    assert "Ганні СУСІДСЬКІЙ" in hers
    assert "25 листопада 2026 року бригада" in hers
    assert "Зразков" not in hers
    with stage.runtime.database.reading(1) as look:
        waiting = letters_waiting(look)
    assert [one.reference for one in waiting] == [hanna]
    deadline = stage.case(olena).deadline("answer")
    assert deadline is not None
    assert deadline.stopped == stage.clock.now()
    checked = stage.browser().get(f"/verifications/{paper.code}")
    assert (checked["verdict"], checked["document"]["number"]) == ("authentic", paper.number)

    # the registrar takes Hanna's letter to the post office
    stage.at("2026-11-26 10:00")
    stage.browser("registrar").post(
        f"/documents/{stage.paper(hanna).id}/sending", {"way": "post", "tracking": "0600012345678"}
    )
    with stage.runtime.database.reading(1) as look:
        assert letters_waiting(look) == ()

    # A7. Olena does not agree
    stage.at("2026-11-26 18:20")
    home = stage.browser()
    home.post(
        f"/status/{token}/transitions",
        {"name": "dispute", "input": {"what": "Ні, не все: друга яма поруч.", "photo": home.upload("brown")}},
    )
    stage.drain()
    assert stage.texts() == [f"{olena}: повертаємось. https://sprava.test/s/…"]
    stage.at("2026-11-27 08:30")
    again = {**resolution, "executors": [{"user": "foreman", "role": "lead"}], "due": "2026-11-30"}
    director = stage.browser("utility_director")
    director.move(olena, "instruct", resolution=again, pin=stage.pin("utility_director"))
    stage.drain()
    assert stage.texts() == [f"{olena}: роботи до 30.11. https://sprava.test/s/…"]
    stage.at("2026-11-27 15:00")
    foreman = stage.browser("foreman")
    foreman.move(olena, "finish", {"report": "Засипали другу яму.", "photo": foreman.upload("gray")})
    director = stage.browser("utility_director")
    accepted = director.move(olena, "accept", {"about": "Про ремонт дороги на вул. Лісовій"})
    director.sign(accepted["documents"][-1]["id"], stage.pin("utility_director"))
    stage.drain()
    assert stage.texts() == [f"{olena}: зроблено. Перевірте: https://sprava.test/s/…"]
    reply = words_of(stage.runtime.toolbox.contents.get(1, stage.paper(olena, 1).sha256 or ""))
    assert "Засипали другу яму." in reply
    stage.browser().post(f"/status/{token}/transitions", {"name": "confirm", "input": {"rating": 4}})

    # A8. Closing
    done = stage.case(olena)
    assert (done.state, done.outcome, done.reopened, done.values["rating"]) == ("answered", "satisfied", 1, 4)
    assert [one.off_control_by for one in done.resolutions] == ["utility_director"] * 2
    assert {one.number for one in done.papers} == {"1/02-21", "3/02-21"}
