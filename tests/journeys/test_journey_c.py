"""Journey C, first two scenes: a booking by telephone and the mayor's reception (journeys.md, part 4)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from runtime.database_urls import DatabaseUrls
from tests.journeys.stage import Stage, raise_curtain

STEPAN = {
    "surname": "Приймальний",
    "given_name": "Степан",
    "phone": "+380671110003",
    "address": "вул. Енергетиків, 12, кв. 36",
    "contact_by": "voice",
}


@pytest.fixture
def stage(fresh_database_urls: DatabaseUrls, tmp_path: Path) -> Iterator[Stage]:
    found = raise_curtain(fresh_database_urls.app, tmp_path, "2026-11-19 10:00")
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
