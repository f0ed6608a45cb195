"""Journeys A and B as the citizen's page tells them while time passes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from runtime.app import build_app
from runtime.database_urls import DatabaseUrls
from tests.journeys.stage import Stage, raise_curtain
from tests.web.cases import OLENA, ORDER, road
from tests.web.reading import read_page
from tests.web.visitors import Visitor, photo
from web.blueprint import plug_pages
from web.problem_page import problem_page


@pytest.fixture
def later(fresh_database_urls: DatabaseUrls, tmp_path: Path) -> Iterator[Stage]:
    """A town of its own, for a test that moves the clock."""
    found = raise_curtain(fresh_database_urls, tmp_path, "2026-11-23 08:05")
    yield found
    found.runtime.close()


@pytest.fixture
def citizen(later: Stage) -> Visitor:
    """Somebody with a link."""
    return Visitor(build_app(later.runtime, pages=plug_pages, problem_page=problem_page), later)


def test_a_pothole_from_the_bus_to_the_end_of_its_link(later: Stage, citizen: Visitor) -> None:
    # given: a pothole on a Monday morning
    number = road(later).reference
    link = citizen.link(later.case(number))
    fresh = citizen.page(f"{link}/received")
    assert fresh.headings[0][1] == f"Ми отримали ваше повідомлення. Номер {number}"
    assert "До 09:05: Передати директорові." in fresh.text
    assert "До середи, 23 грудня 2026: Письмова відповідь." in fresh.text
    assert "Закон дає один місяць від дня надходження: 23.12.2026." in fresh.text
    assert "Там буде лише: «Яма або розбита дорога, вул. Лісова»" in fresh.text
    assert citizen.page(link).headings[0][1] == "Ми отримали ваше повідомлення."

    # when the director gave his order
    later.at("2026-11-23 08:14")
    later.do(number, "route", "dispatcher")
    later.at("2026-11-23 08:41")
    later.do(number, "instruct", "utility_director", orders=[ORDER])
    # then
    found = citizen.page(link)
    assert found.headings[0] == (1, "Роботу призначено до 26 листопада.")
    for said in (
        "Яма або розбита дорога, вул. Лісова",
        (
            "Зробимо до четверга, 26 листопада, включно. Відповімо до середи, 23 грудня 2026, включно (Закон України"
            " «Про звернення громадян», стаття 20)."
        ),
        "23.11, 08:05 Отримали виконано",
        "23.11, 08:14 Передали директорові виконано",
        "23.11, 08:41 Призначили роботу виконано",
        "до 26.11 Ремонт триває",
        "до 23.12 Відповідь вам попереду",
        f"КП «Благоустрій». Телефон 1580, номер {number}",
        "Від вас зараз нічого не потрібно.",
        "Додати фото або уточнення",
        "Відкликати",
    ):
        assert said in found.text, (said, found.text)

    # when: the day passes and nobody comes
    later.at("2026-11-27 09:00")
    assert "Ми не встигли: строк минув 26.11.2026." in citizen.page(link).text

    # when: done, answered, and the link grows old
    later.do(number, "finish", "foreman", {"report": "Поклали асфальт.", "photo": str(later.upload("black"))})
    paper = later.do(number, "accept", "utility_director", {}).papers[0]
    later.sign("utility_director", paper.id)
    assert "Ми відповіли: вирішено позитивно." in citizen.page(link).text
    later.clock.set(later.clock.now().replace(year=2027, month=3))
    # then
    over = citizen.get(link)
    assert over.status_code == 410
    old = read_page(over.get_data(as_text=True))
    assert old.faults == []
    assert (
        "Це посилання вже не діє: звернення закрито понад 90 днів тому. Щоб знову побачити відповідь, введіть номер"
        " телефону, на який приходили SMS, – надішлемо нове. Або подзвоніть 1580." in old.text
    )

    # when: a stranger's number, then their own, each by the same form
    told = []
    for phone in ("+380509999999", "050 123 45 67"):
        answer = citizen.submit(old.form("/renewal"), {"phone": phone})
        told.append((answer.status_code, answer.get_data(as_text=True)))
        later.drain()
    # then: nobody learns which of them it was, and the new link opens the answer
    assert told[0] == told[1]
    assert told[0][0] == 200
    assert citizen.get(link).status_code == 410
    renewed = citizen.link(later.case(number))
    assert renewed != link
    assert "Ми відповіли: вирішено позитивно." in citizen.page(renewed).text
    sent = [one for one in later.sender.messages if "нове посилання" in one.text]
    assert [one.to for one in sent] == ["+380501234567"]
    assert sent[0].text == f"{number}: нове посилання: https://sprava.test{renewed}"


def test_a_certificate_stops_for_a_sheet_and_goes_on(later: Stage, citizen: Visitor) -> None:
    # given: a sheet is missing since 24.11, 15:30
    form = {"street": "Комсомольська", "house": "8", "title_page": [str(later.upload())], "delivery": "counter"}
    later.at("2026-11-24 10:19")
    number = later.open("street_renaming_certificate", form, OLENA).reference
    later.at("2026-11-24 15:30")
    later.do(number, "take", "specialist")
    later.do(number, "ask", "specialist", {"question": "друга сторінка свідоцтва на житло.", "wanted": "аркуш"})
    link = citizen.link(later.case(number))
    locked = citizen.page(link)
    assert locked.headings[0][1] == "Чекаємо на вас: друга сторінка свідоцтва на житло."
    assert "Строк зупинено з 24 листопада." in locked.text
    assert "Якщо відповіді не буде до четверга, 24 грудня" in locked.text
    assert "подати знову можна будь-коли" in locked.text

    # when: the sheet comes by the link, after the digits
    later.at("2026-11-26 11:00")
    citizen.submit(locked.form("/unlock"), {"last4": "4567"})
    answer = citizen.submit(citizen.page(link).form("/moves/answer"), {"input.pages.new": photo("white")})
    # then
    assert answer.status_code == 303
    after = citizen.page(answer.headers["Location"])
    assert "Отримали. Дякуємо." in after.text
    assert "Буде готово до четверга, 3 грудня, включно." in after.text
    for step in (
        "Строк послуги – 5 робочих днів від 24.11, перший день 25.11.",
        "24.11 о 15:30 строк зупинено",
        "26.11 об 11:00 строк поновлено; рахуємо з наступного робочого дня.",
        "27.11, 30.11, 01.12, 02.12, 03.12.",
    ):
        assert step in after.text, after.text[after.text.index("Чому") :][:900]
