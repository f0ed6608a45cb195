"""The board: every number opens a list exactly as long; whose it is; the report on Monday; the same for everybody."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest

from runtime.idle_alarms import raise_idle_alarms
from runtime.weekly_report import make_weekly_reports, reported_monday
from tests.journeys.stage import Stage, local
from tests.web.cases import answered, in_work, road
from tests.web.reading import read_page
from tests.web.visitors import Visitor

KYIV = ZoneInfo("Europe/Kyiv")
_NUMBER = re.compile(r'<a class="number" href="(/staff/cases\?[^"]+)">(\d+)</a>')
_PLACE = re.compile(r'<a href="(/staff/cases\?near=[^"]+)">[^<]*?(\d+)</a>')


@pytest.fixture(scope="module", autouse=True)
def lived(stage: Stage) -> None:
    """A day on which one was done, two go on and three came from one place; then twelve days without anybody."""
    stage.at("2026-11-23 09:00")
    here = {"address": "вул. Лісова, 8", "street": "вул. Лісова", "lat": "51.35", "lon": "25.85"}
    for _ in range(3):
        road(stage, place=here)
    # Two: a test moves the one, another asks for one that stays.
    for _ in range(2):
        in_work(stage)
    answered(stage)
    stage.at("2026-12-05 10:00")


def opened(visitor: Visitor, path: str) -> int:
    """How many lines the list behind a number has, over all its pages."""
    count = 0
    while path:
        page = visitor.page(path)
        assert page.faults == []
        count += sum(re.fullmatch(r"/staff/cases/\d\d-\d+", one) is not None for one in page.links)
        path = next((one for one in page.links if "after=" in one), "")
    return count


@pytest.mark.parametrize("week", ["2026-12-02", "2026-11-23"])
def test_every_number_of_the_board_opens_a_list_exactly_as_long(visitor: Visitor, week: str) -> None:
    # given
    visitor.sign_in("mayor")
    html = visitor.get(f"/staff/board?week={week}").get_data(as_text=True)
    # when
    numbers = [(unescape(path), int(count)) for path, count in (*_NUMBER.findall(html), *_PLACE.findall(html))]
    # then
    assert len(numbers) > 5
    for path, count in dict(numbers).items():
        assert opened(visitor, path) == count, path


def test_the_week_of_the_reports_knows_what_came_and_the_place_reported_again(visitor: Visitor) -> None:
    page = visitor.sign_in("mayor").page("/staff/board?week=2026-11-25")
    assert page.faults == []
    assert "повідомлень: 3" in visitor.page("/staff/board").text
    assert "Надійшло" in page.text


@pytest.mark.parametrize("language", ["uk", "en", "ru"])
@pytest.mark.parametrize(
    "path", ["/staff/board", "/staff/cases?figure=overdue&unit=-&lane=fast&channel=page", "/statistics"]
)
def test_the_board_its_lists_and_the_public_page_have_no_fault(visitor: Visitor, path: str, language: str) -> None:
    visitor.sign_in("mayor")
    mark = "&" if "?" in path else "?"
    assert visitor.page(f"{path}{mark}lang={language}").faults == []


def test_the_board_is_for_the_heads_and_control_staff(visitor: Visitor) -> None:
    for username, status in (("mayor", 200), ("deputy_mayor", 200), ("admin", 200), ("foreman", 403), ("clerk", 403)):
        assert visitor.sign_in(username).get("/staff/board").status_code == status, username
        linked = "/staff/board" in visitor.page("/staff/").links
        assert linked == (status == 200), username


def test_everybody_reads_the_mayor_s_numbers_without_lists_or_names(visitor: Visitor, stage: Stage) -> None:
    # given
    mine = visitor.sign_in("mayor").get("/staff/board").get_data(as_text=True)
    numbers = re.findall(r'class="great">.*?(\d+)<', mine, re.DOTALL)
    # when
    html = Visitor(visitor.client.application, stage).get("/statistics").get_data(as_text=True)
    # then
    assert re.findall(r'class="great">(\d+)<', html) == numbers
    assert len(numbers) == 4
    assert "/staff/cases" not in html
    assert "Зразкова" not in read_page(html).text


def test_nonsense_in_the_address_is_left_out(visitor: Visitor) -> None:
    visitor.sign_in("mayor")
    for asked in ("week=yesterday", "week=9999-99-99", "week=2030-01-01"):
        assert visitor.get(f"/staff/board?{asked}").status_code == 200, asked
    for asked in ("figure=unknown", "near=a,b", "near=1", "near=99999999999,0", "figure=idle&week=x&unit=ghost"):
        assert visitor.get(f"/staff/cases?{asked}").status_code == 200, asked


def test_a_report_is_made_once_and_opened_from_the_board(visitor: Visitor, stage: Stage) -> None:
    # when
    assert make_weekly_reports(stage.runtime) == 1
    assert make_weekly_reports(stage.runtime) == 0
    # then
    page = visitor.sign_in("mayor").page("/staff/board")
    assert "Звіт за 23.11–29.11.2026" in page.text
    report = visitor.get("/staff/board/reports/2026-11-23")
    assert (report.status_code, report.mimetype) == (200, "application/pdf")
    assert report.get_data().startswith(b"%PDF")
    for wrong in ("2026-11-16", "monday", "../x"):
        assert visitor.get(f"/staff/board/reports/{wrong}").status_code == 404, wrong
    assert visitor.sign_in("foreman").get("/staff/board/reports/2026-11-23").status_code == 403


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        ("2026-12-07 06:59", date(2026, 11, 23)),
        ("2026-12-07 07:00", date(2026, 11, 30)),
        ("2026-12-13 23:59", date(2026, 11, 30)),
    ],
)
def test_the_report_is_due_on_monday_at_seven_and_caught_up_later(now: str, monday: date) -> None:
    assert reported_monday(local(now), KYIV) == monday


def test_whoever_holds_an_idle_case_is_told_once_while_it_stays_still(visitor: Visitor, stage: Stage) -> None:
    # given: later than whatever else was told, so that it stands on top
    stage.clock.advance(timedelta(hours=1))
    visitor.sign_in("mayor")
    count = opened(visitor, "/staff/cases?figure=idle")
    assert count > 0
    links = visitor.page("/staff/cases?figure=idle").links
    numbers = {one.rpartition("/")[2] for one in links if re.fullmatch(r"/staff/cases/\d\d-\d+", one)}
    # when: a worker looks, is killed, and looks again
    raised = [raise_idle_alarms(stage.runtime) for _ in range(3)]
    # then
    assert raised == [count, 0, 0]
    # and: it stands on the screen of whoever holds it
    number = min(numbers)
    held = stage.case(number).assignment
    people = [one.person for one in stage.credentials.values()]
    holder = next(
        one.username
        for one in people
        if (held and held.username == one.username)
        or (held and held.username is None and held.unit is not None and held.unit == one.unit)
        or ((held is None or (held.username is None and held.unit is None)) and one.username == "dispatcher")
    )
    queue = visitor.sign_in(holder).page("/staff/")
    assert queue.faults == []
    assert "10 календарних днів ніхто нічого не робив" in queue.text
    assert number in queue.text


def test_a_case_nobody_moves_is_idle_and_one_that_was_moved_is_not(visitor: Visitor, stage: Stage) -> None:
    # given
    visitor.sign_in("mayor")
    before = opened(visitor, "/staff/cases?figure=idle")
    links = visitor.page("/staff/cases?figure=idle").links
    listed = {one.rpartition("/")[2] for one in links if re.fullmatch(r"/staff/cases/\d\d-\d+", one)}
    waiting = min(one for one in listed if stage.case(one).state == "in_work")
    # when
    stage.do(waiting, "finish", "foreman", {"report": "Засипали.", "photo": str(stage.upload("black"))})
    # then
    assert before > 0
    assert opened(visitor, "/staff/cases?figure=idle") == before - 1
