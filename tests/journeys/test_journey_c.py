"""Journey C: the mayor's reception, three instructions, one missed date, an absent deputy (journeys.md, part 4)."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from werkzeug.test import TestResponse

from runtime.app import build_app
from runtime.database_urls import DatabaseUrls, libpq
from runtime.weekly_report import make_weekly_reports
from store.jobs import bring_back
from tests.journeys.browser import BASE
from tests.journeys.stage import Stage, local, raise_curtain
from tests.web.reading import read_page
from web.blueprint import plug_pages
from web.problem_page import problem_page

STEPAN = {
    "surname": "Приймальний",
    "given_name": "Степан",
    "phone": "+380671110003",
    "address": "вул. Енергетиків, 12, кв. 36",
    "contact_by": "voice",
}


@pytest.fixture
def stage(fresh_database_urls: DatabaseUrls, tmp_path: Path) -> Iterator[Stage]:
    found = raise_curtain(fresh_database_urls, tmp_path, "2026-11-19 10:00")
    found.app = build_app(found.runtime, pages=plug_pages, problem_page=problem_page)
    yield found
    found.runtime.close()


def test_a_reception_is_booked_by_telephone_reminded_held_and_becomes_three_signed_instructions(stage: Stage) -> None:
    # C1. Booked by the operator; nobody else gets that slot; reminded the day before at ten
    operator = stage.browser("operator")
    slots = operator.get("/calendars/mayor_reception/slots?from=2026-11-25&to=2026-11-25")["items"]
    assert [one["id"] for one in slots][:2] == ["mayor_reception-20261125T1500", "mayor_reception-20261125T1520"]
    filing = {
        "request_type": "mayor_reception",
        "form": {"slot": slots[0]["id"], "subject": "Тече дах над квартирою."},
        "applicant": STEPAN,
        "channel": "phone",
    }
    number = operator.post("/cases", filing, status=201)["reference"]
    stage.drain()
    assert stage.texts() == ["Прийом у міського голови: ср 25.11, 15:00, каб. 12. Тел. 1580"]
    assert operator.send("/cases", filing).status_code == 409
    stage.at("2026-11-24 09:59")
    assert stage.texts() == []
    stage.at("2026-11-24 10:00")
    assert stage.texts() == ["Завтра 25.11 о 15:00 прийом, каб. 12. Не зможете – тел. 1580"]

    # C2. He comes; the matter is an oral appeal from now on; three instructions under one PIN
    stage.at("2026-11-25 14:52")
    stage.browser("operator").move(number, "check_in")
    stage.at("2026-11-25 15:00")
    mayor = stage.browser("mayor")
    received = mayor.move(
        number, "receive", {"substance": "Тече дах над квартирою 36, вул. Енергетиків, 12.", "repeated": "repeated"}
    )
    answer = next(one for one in received["deadlines"] if one["clock"] == "answer")
    assert (answer["law"], answer["date"]) == ("ua_appeals.art_20", "2026-12-25")
    stage.at("2026-11-25 15:14")
    orders = [
        ("Забезпечити ремонт даху над кв. 36.", "deputy_mayor", "2026-12-09"),
        ("Розглянути матеріальну допомогу, відвідати заявника.", "social_head", "2026-12-04"),
        ("Підготувати роз'яснення щодо збитків і проєкт відповіді.", "lawyer", "2026-12-11"),
    ]
    instructed = mayor.move(
        number,
        "instruct",
        resolutions=[
            {"text": text, "executors": [{"user": user, "role": "lead"}], "due": due, "control": "author"}
            for text, user, due in orders
        ],
        pin=stage.pin("mayor"),
    )
    stage.drain()
    assert [(one["number"], one["due"], one["signed"]) for one in instructed["resolutions"]] == [
        ("1", "2026-12-09", True),
        ("2", "2026-12-04", True),
        ("3", "2026-12-11", True),
    ]
    assert stage.texts() == [f"{number}: дано 3 доручення. Відповідь до 25.12. Тел. 1580"]

    # C3. The deputy passes his on; a date after the mayor's is closed to him
    deputy = stage.browser("deputy_mayor")
    first = instructed["resolutions"][0]["id"]
    below = {
        "text": "Відремонтувати дах над кв. 36, фото, акт.",
        "executors": [{"user": "housing_head", "role": "lead"}],
        "control": "author",
    }
    late = deputy.send(f"/resolutions/{first}/resolutions", {**below, "due": "2026-12-10"})
    assert late.status_code == 422
    passed_on = deputy.post(f"/resolutions/{first}/resolutions", {**below, "due": "2026-12-04"}, status=201)
    assert passed_on["number"] == "1.1"

    # and: the answer is not to be given while instructions are open
    refused = stage.browser("mayor").send(
        f"/cases/{number}/transitions", {"name": "close", "input": {"answer_text": "Усе зроблено."}}
    )
    assert (refused.status_code, [one["code"] for one in refused.get_json()["refusals"]]) == (409, ["open_resolutions"])


OLHA = "Відвідали заявника 02.12. Призначено 5 000 гривень, протокол № 18 від 03.12.2026."


@dataclass(frozen=True, slots=True)
class Reception:
    """The oral appeal with its instructions by number → id."""

    number: str
    ids: Mapping[str, str]


def booked(stage: Stage, slot: int = 0) -> str:
    """A visit on Wednesday 25.11: its number."""
    operator = stage.browser("operator")
    slots = operator.get("/calendars/mayor_reception/slots?from=2026-11-25&to=2026-11-25")["items"]
    filing = {
        "request_type": "mayor_reception",
        "form": {"slot": slots[slot]["id"], "subject": "Тече дах над квартирою."},
        "applicant": STEPAN,
        "channel": "phone",
    }
    return str(operator.post("/cases", filing, status=201)["reference"])


def received(stage: Stage, number: str, orders: list[tuple[str, str, str]]) -> Reception:
    """He came, and the mayor gave `orders`, each (text, user, due)."""
    stage.browser("operator").move(number, "check_in")
    mayor = stage.browser("mayor")
    mayor.move(number, "receive", {"substance": "Тече дах над квартирою 36.", "repeated": "repeated"})
    case = mayor.move(
        number,
        "instruct",
        resolutions=[
            {"text": text, "executors": [{"user": user, "role": "lead"}], "due": due, "control": "author"}
            for text, user, due in orders
        ],
        pin=stage.pin("mayor"),
    )
    return Reception(number=number, ids={one["number"]: one["id"] for one in case["resolutions"]})


def screen(stage: Stage, username: str, path: str = "/staff/") -> str:
    """What somebody reads on a page, in one line."""
    answer = stage.browser(username).client.get(path, base_url=BASE)
    assert answer.status_code == 200, answer.text
    return " ".join(read_page(answer.text).text.split())


def mayor_reads(stage: Stage, path: str) -> bytes:
    """A file of the pages, as the mayor opens it."""
    answer = stage.browser("mayor").client.get(path, base_url=BASE)
    assert answer.status_code == 200, answer.text
    return bytes(answer.data)


def told(stage: Stage, username: str, code: str) -> int:
    """How many alarms of that code somebody has."""
    return sum(one["code"] == code for one in stage.browser(username).get("/alarms?limit=200")["items"])


def killed_at(stage: Stage, moment: str) -> None:
    """A worker dies at `moment` in the middle of a job, and another one takes over a minute later."""
    assert stage.runtime.settings.database_url is not None
    stage.clock.set(local(moment))
    died = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.journeys.dying_worker",
            stage.runtime.settings.database_url,
            str(stage.runtime.settings.data),
            moment,
        ],
        check=False,
        timeout=120,
    )
    assert died.returncode == -signal.SIGKILL


def test_a_missed_date_an_absent_deputy_an_answer_and_a_return(stage: Stage, fresh_database_urls: DatabaseUrls) -> None:
    visits = [booked(stage), booked(stage, slot=1)]
    stage.at("2026-11-25 15:00")
    roof = received(
        stage,
        visits[0],
        [
            ("Забезпечити ремонт даху над кв. 36.", "deputy_mayor", "2026-12-09"),
            ("Розглянути матеріальну допомогу, відвідати заявника.", "social_head", "2026-12-04"),
            ("Підготувати роз'яснення щодо збитків і проєкт відповіді за моїм підписом.", "lawyer", "2026-12-11"),
        ],
    )
    other = received(stage, visits[1], [("Оглянути підвал.", "deputy_mayor", "2026-12-18")])
    number = roof.number
    stage.at("2026-11-25 16:30")
    below = stage.browser("deputy_mayor").post(
        f"/resolutions/{roof.ids['1']}/resolutions",
        {
            "text": "Відремонтувати дах над кв. 36, фото, акт.",
            "about": "Дах, кв. 36",
            "executors": [{"user": "housing_head", "role": "lead"}],
            "control": "author",
            "due": "2026-12-04",
        },
        status=201,
    )["id"]
    stage.drain()
    stage.texts()

    # His leave, entered by personnel; from 01.12 his matters are in her queue, and he reads only
    stage.at("2026-11-27 12:00")
    leave = {
        "absent": "deputy_mayor",
        "acting": "second_deputy",
        "from": "2026-12-01",
        "to": "2026-12-14",
        "order_number": "214-к",
        "order_date": "2026-11-27",
    }
    stage.browser("registrar").post("/substitutions", leave, status=201)
    assert "За відсутності" not in screen(stage, "second_deputy")
    stage.at("2026-12-01 08:00")
    assert "За відсутності А. Прикладного (до 14.12)" in screen(stage, "second_deputy")
    hers = stage.browser("second_deputy").get("/work-queue?limit=200")["items"]
    assert ("deputy_mayor", "2026-12-14") in {(one["acting_for"], one["acting_until"]) for one in hers}
    deputy = stage.browser("deputy_mayor")
    assert {one["held_by"] for one in deputy.get("/work-queue?limit=200")["items"]} == {"second_deputy"}
    assert "Вас немає на роботі до 14.12: за вас діє Н. Умовна." in screen(stage, "deputy_mayor")
    barred = deputy.send(f"/resolutions/{roof.ids['1']}/reports", {"text": "Сам."})
    assert (barred.status_code, barred.get_json()["refusals"][0]["code"]) == (409, "away")

    # C4. Wednesday 02.12, 09:00: two working days before
    stage.at("2026-12-02 08:59")
    assert told(stage, "housing_head", "resolution_near") == 0
    stage.at("2026-12-02 09:00")
    warning = screen(stage, "housing_head")
    assert f"{number}/1.1. Дах, кв. 36 – до п'ятниці, 4 грудня. Звіту ще немає." in warning
    assert "Звіт Прошу продовжити строк" in warning
    stage.at("2026-12-03 11:00")
    stage.browser("social_head").post(f"/resolutions/{roof.ids['2']}/reports", {"text": OLHA}, status=201)
    stage.at("2026-12-04 10:00")
    stage.browser("mayor").post(f"/resolutions/{roof.ids['2']}/acceptance")
    assert "Знято з контролю 04.12.2026, 10:00, Марія Взірцева" in screen(stage, "mayor", f"/staff/cases/{number}")

    # C5. Monday 07.12, 08:00: missed. The worker dies in the middle; another takes over: each rung once
    stage.at("2026-12-07 07:59")
    assert told(stage, "housing_head", "resolution_overdue") == 0
    killed_at(stage, "2026-12-07 08:00")
    silence_dead_workers(fresh_database_urls)
    assert bring_back(stage.runtime.database) == 1
    stage.at("2026-12-07 08:01")
    for username in ("housing_head", "second_deputy", "registrar"):
        assert told(stage, username, "resolution_overdue") == 1, username
    history = stage.browser("mayor").get(f"/cases/{number}/history?limit=200")["items"]
    assert [one["type"] for one in history].count("ResolutionOverdue") == 1
    assert (
        "Прострочено на 1 робочий день. Строк минув 04.12. Подайте звіт або пояснення; просити нову дату вже пізно – "
        "її може призначити лише Н. Умовна."
    ) in screen(stage, "housing_head")
    hers_now = screen(stage, "second_deputy")
    assert "Прострочено: Г. Дахова, дах, кв. 36. До строку міської голови – 2 дні (09.12)." in hers_now
    assert "Зателефонувати Призначити нову дату Змінити виконавця Доповісти міській голові" in hers_now
    assert told(stage, "mayor", "resolution_overdue") == 0
    board = stage.browser("mayor").get("/control/units")["items"]
    assert [(one["name"], one["overdue_below"]) for one in board if one["overdue"]] == [("ЖЕК-2", 1)]
    (late,) = stage.browser("registrar").get("/control?late=true")["items"]
    assert (late["number"], late["days_late"], late["reason"]) == (f"{number}/1.1", 1, "не зазначено")
    assert late["parent"] == roof.ids["1"]
    assert stage.texts() == []

    # Galyna explains; asking for another date is too late; Nataliia sets one
    stage.at("2026-12-07 08:40")
    galyna = stage.browser("housing_head")
    asked = galyna.send(f"/resolutions/{below}/extension-requests", {"due": "2026-12-08", "reason": "Погода."})
    assert (asked.status_code, asked.get_json()["refusals"][0]["code"]) == (409, "too_late")
    galyna.post(f"/resolutions/{below}/explanations", {"text": "Не було сухої погоди, матеріал є."}, status=201)
    assert stage.browser("registrar").get("/control?late=true")["items"][0]["reason"] == (
        "Не було сухої погоди, матеріал є."
    )
    stage.at("2026-12-07 08:55")
    moved = stage.browser("second_deputy").post(
        f"/resolutions/{below}/extension", {"due": "2026-12-08T16:00:00+02:00", "reason": "погода"}
    )
    assert (moved["late"], moved["missed"]) == (True, ["2026-12-04"])
    assert (
        "07.12.2026, 08:55. Наталія Умовна, заступниця міської голови, діє за відсутності Андрія Прикладного "
        "(розпорядження № 214-к від 27.11.2026): строк доручення 1.1 змінено з 04.12 на 08.12. Причина: погода."
    ) in screen(stage, "second_deputy", f"/staff/cases/{number}")
    assert stage.browser("registrar").get("/control?late=true")["items"][0]["reason"] == "погода"

    # C6. Done: returned once, accepted; the deputy's own instruction is reported by whoever acts for him
    stage.at("2026-12-08 15:20")
    galyna = stage.browser("housing_head")
    photo = galyna.upload("gray")
    galyna.post(f"/resolutions/{below}/reports", {"text": "Акт № 41.", "attachments": [photo]}, status=201)
    nataliia = stage.browser("second_deputy")
    remark = "На фото інша секція даху. Додайте фото над кв. 36."
    assert nataliia.post(f"/resolutions/{below}/return", {"reason": remark})["status"] == "open"
    stage.at("2026-12-08 15:55")
    galyna = stage.browser("housing_head")
    again = {"text": "Фото над кв. 36, акт № 41.", "attachments": [galyna.upload("green")]}
    galyna.post(f"/resolutions/{below}/reports", again, status=201)
    stage.at("2026-12-08 16:10")
    assert stage.browser("second_deputy").post(f"/resolutions/{below}/acceptance")["status"] == "accepted"
    stage.at("2026-12-09 10:00")
    reported = stage.browser("second_deputy").post(
        f"/resolutions/{roof.ids['1']}/reports", {"text": "Дах відремонтовано 8 грудня, акт № 41."}, status=201
    )
    assert (reported["reports"][0]["by"], reported["reports"][0]["acting_for"]) == ("second_deputy", "deputy_mayor")
    card = screen(stage, "mayor", f"/staff/cases/{number}")
    assert "Заступниця міської голови Наталія УМОВНА" in card
    stage.at("2026-12-09 11:20")
    stage.browser("mayor").post(f"/resolutions/{roof.ids['1']}/acceptance")

    # C7. The draft passes visas in order; one falls with the text and is asked again; then it is signed and posted
    stage.at("2026-12-10 09:00")
    mayor = stage.browser("mayor")
    answer = {"about": "Про дах, допомогу і відшкодування", "answer_text": "\n".join(ANSWER)}
    early = mayor.send(f"/cases/{number}/transitions", {"name": "close", "input": answer})
    assert (early.status_code, early.get_json()["refusals"][0]["code"]) == (409, "open_resolutions")
    lawyer = stage.browser("lawyer")
    without_the_day = ANSWER[1].removesuffix(" Гроші надійдуть до 18 грудня поштою.")
    draft = {**answer, "answer_text": "\n".join((ANSWER[0], without_the_day, ANSWER[2]))}
    paper = lawyer.move(number, "draft_answer", draft)["documents"][0]["id"]
    too_soon = visa(stage, number, "social_head", "agreed")
    assert (too_soon.status_code, too_soon.get_json()["refusals"][0]["code"]) == (409, "not_your_turn")
    assert visa(stage, number, "second_deputy", "agreed").status_code == 201
    assert visa(stage, number, "social_head", "agreed_with_remarks", "вказати дату виплати").status_code == 201
    lawyer.move(number, "mend", {"answer_text": answer["answer_text"]})
    card = screen(stage, "second_deputy", f"/staff/cases/{number}")
    for said in (
        "Зміни після візи: 1 речення",
        "Гроші надійдуть до 18 грудня поштою. (додано)",
        "погоджено із зауваженнями",
        "вказати дату виплати",
        "Візи, що спали, бо текст змінено",
    ):
        assert said in card, said
    unsigned = mayor.send(f"/cases/{number}/transitions", {"name": "approve_draft"})
    assert "all_reviews_in" in [one["code"] for one in unsigned.get_json()["refusals"]]
    for reviewer in ("second_deputy", "social_head"):
        assert visa(stage, number, reviewer, "agreed").status_code == 201
    lawyer.post(f"/resolutions/{roof.ids['3']}/reports", {"text": "Проєкт готовий."}, status=201)
    mayor.post(f"/resolutions/{roof.ids['3']}/acceptance")
    assert "Зміни після візи: 1 речення" in screen(stage, "mayor", f"/staff/cases/{number}")
    mayor.move(number, "approve_draft")
    stage.drain()
    assert mayor.sign(paper, stage.pin("mayor"))["status"] in ("to_sign", "complete")
    stage.drain()
    letter = words_of(mayor.content(f"/documents/{paper}/content"))
    index = stage.case(number).papers[0].number
    for text in (
        "МІСЬКИЙ ГОЛОВА",
        f"10.12.2026 № {index}",
        f"На усне звернення № {number} від 25.11.2026",
        "Степану ПРИЙМАЛЬНОМУ",
        "вул. Енергетиків, 12, кв. 36",
        "Про дах, допомогу і відшкодування",
        "Шановний пане Степане!",
        "25 листопада Ви були в мене на прийомі. Ось що зроблено.",
        *ANSWER,
        "Підстава: статті 15, 20, 22 Закону України «Про звернення громадян».",
        "Не згодні – можете звернутися до суду (стаття 18).",
        "Марія ВЗІРЦЕВА",
    ):
        assert text in letter, letter[letter.find("Збитки") :]
    assert stage.texts() == [f"{number}: відповідь надіслано поштою 10.12. Питання: тел. 1580"]
    case = stage.case(number)
    assert {one.number: one.off_control_by for one in case.resolutions} == {
        "1": "mayor",
        "1.1": "second_deputy",
        "2": "mayor",
        "3": "mayor",
    }
    assert all(one.off_control_at is not None for one in case.resolutions)
    legal = [one for one in case.deadlines if one.clock == "answer"]
    assert [str(one.date) for one in legal] == ["2026-12-25"]
    dates = {one.id: one.due for one in case.resolutions if one.due is not None}
    assert all(dates[one.parent] >= dates[one.id] for one in case.resolutions if one.parent is not None)

    # Monday's report: the missed date with its reason, not an empty cell
    stage.at("2026-12-14 06:59")
    assert make_weekly_reports(stage.runtime) == 1, "the week before, whose report nobody made at its time"
    stage.at("2026-12-14 07:00")
    assert make_weekly_reports(stage.runtime) == 1
    report = words_of(mayor_reads(stage, "/staff/board/reports/2026-12-07"))
    assert f"ЖЕК-2 {number}/1.1 04.12 2 погода Галина Дахова виконано" in report, report

    # C8. The deputy is back
    stage.at("2026-12-14 23:59")
    assert told(stage, "deputy_mayor", "digest") == 0
    stage.at("2026-12-15 00:01")
    late_by_her = stage.browser("second_deputy").send(f"/resolutions/{other.ids['1']}/reports", {"text": "Оглянуто."})
    assert (late_by_her.status_code, late_by_her.get_json()["refusals"][0]["code"]) == (409, "substitution_ended")
    stage.at("2026-12-15 07:59")
    assert told(stage, "deputy_mayor", "digest") == 0
    stage.at("2026-12-15 08:00")
    assert (
        "За вашої відсутності (01–14.12) діяла Н. Умовна: 2 резолюції виконано, 1 повернуто вам: "
        f"{other.number}/1; 1 прострочення ({number}/1.1, ЖЕК-2, 2 робочі дні)."
    ) in screen(stage, "deputy_mayor")
    mine = stage.browser("deputy_mayor").get("/work-queue?limit=200")["items"]
    assert other.ids["1"] in [one.get("resolution") for one in mine]
    hers_no_more = stage.browser("second_deputy").get("/work-queue?limit=200")["items"]
    assert other.ids["1"] not in [one.get("resolution") for one in hers_no_more]
    stage.at("2026-12-16 08:00")
    assert told(stage, "deputy_mayor", "digest") == 1
    assert told(stage, "second_deputy", "digest") == 0


def visa(stage: Stage, number: str, by: str, verdict: str, remark: str = "") -> TestResponse:
    """A visa on the text as it is now."""
    browser = stage.browser(by)
    review = browser.get(f"/cases/{number}/reviews")["items"][0]
    body = {"verdict": verdict, "text": review["text"], **({"remark": remark} if remark else {})}
    return browser.send(f"/cases/{number}/reviews/{review['id']}/visas", body)


def silence_dead_workers(urls: DatabaseUrls) -> None:
    """As if half a minute had passed since the dead worker was last heard of."""
    with psycopg.connect(libpq(urls.owner)) as owner:
        owner.execute("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '5 minutes'")


def words_of(pdf: bytes) -> str:
    """The text of a paper in one line."""
    made = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    # A word divided at the end of a line is one word.
    return re.sub(r"(?<=[а-яіїєґ])- (?=[а-яіїєґ])", "", " ".join(made.stdout.decode().split()))


ANSWER = (
    (
        "Дах. 8 грудня ЖЕК-2 відремонтував дах над Вашою квартирою (акт № 41). Це сталося на чотири дні пізніше, ніж ми "
        "планували: заважав дощ. Якщо знову потече – телефон 1580, номер 26-00064."
    ),
    "Допомога. Вам призначено 5 000 гривень (протокол № 18 від 03.12.2026). Гроші надійдуть до 18 грудня поштою.",
    (
        "Збитки. За стан даху відповідає управитель будинку. Щоб отримати відшкодування, потрібен акт про затоплення: його "
        "складуть за Вашою заявою. Безоплатно допоможе юрист: кабінет 5, вівторок і четвер, 9:00–13:00."
    ),
)
