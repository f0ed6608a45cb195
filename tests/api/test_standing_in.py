"""Substitution over HTTP: chains, circles, overlaps, ends, who sees and does what, and when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.given import answering, in_work, routed
from tests.given import local
from tests.town_hall import MONDAY, PIN, TownHall

TODAY = "2026-11-23T08:05:00+02:00"
"""Ended at this very minute it never held: the next test may enter another."""


@pytest.fixture
def entered(town_hall: TownHall) -> Iterator[Any]:
    """Enters substitutions and ends them all again."""
    made: list[str] = []

    def enter(absent: str, acting: str, since: str, until: str, status: int = 201) -> Any:
        answer = town_hall.signed_in("registrar").post(
            "/substitutions",
            {
                "absent": absent,
                "acting": acting,
                "from": since,
                "to": until,
                "order_number": "214-к",
                "order_date": "2026-11-20",
            },
        )
        assert answer.status_code == status, answer.text
        body = answer.get_json()
        if status == 201:
            made.append(body["id"])
        return body

    yield enter
    town_hall.clock.set(MONDAY)
    for one in made:
        town_hall.signed_in("registrar").post(f"/substitutions/{one}/end")


def test_overlaps_and_circles_are_refused_and_a_chain_is_followed(town_hall: TownHall, entered: Any) -> None:
    entered("utility_director", "mayor", TODAY, "2026-11-27")
    assert entered("utility_director", "specialist", "2026-11-27", "2026-11-28", 409)["code"] == "substitution_overlaps"
    assert set(entered("mayor", "utility_director", "2026-11-25", "2026-11-30", 422)["errors"]) == {"acting"}
    entered("mayor", "specialist", "2026-11-24", "2026-11-25")
    case, made = in_work_by_mayor(town_hall)
    # both names: whose hand it is, and whose place
    (given,) = town_hall.signed_in("mayor").get(f"/cases/{case}/resolutions").get_json()["items"]
    assert (given["author"], given["acting_for"]) == ("mayor", "utility_director")
    town_hall.clock.set(local("2026-11-24", "10:00"))
    lines = town_hall.signed_in("specialist").get("/work-queue").get_json()["items"]
    assert {one["acting_for"] for one in lines} >= {"utility_director"}
    assert {one["acting_until"] for one in lines if one["acting_for"] == "utility_director"} == {"2026-11-27"}
    away = town_hall.signed_in("mayor").get("/work-queue").get_json()["items"]
    assert {one["held_by"] for one in away} <= {"specialist"}
    recall = town_hall.signed_in("mayor").post(f"/resolutions/{made}/recall", {"reason": "x"})
    assert (recall.status_code, recall.get_json()["refusals"][0]["code"]) == (409, "away")
    town_hall.clock.set(local("2026-11-26", "00:00"))
    assert town_hall.signed_in("specialist").get("/work-queue").get_json()["items"] == []


def in_work_by_mayor(hall: TownHall) -> tuple[str, str]:
    """A case whose director is away: the mayor instructs for them."""
    case = routed(hall).reference
    order = {"text": "Ліквідувати.", "executors": [{"user": "foreman"}], "due": "2026-11-26"}
    answer = hall.signed_in("mayor").post(
        f"/cases/{case}/transitions", {"name": "instruct", "resolution": order, "pin": PIN}
    )
    assert answer.status_code == 200, answer.text
    return case, answer.get_json()["resolutions"][0]["id"]


def test_the_absent_official_reads_and_does_not_act(town_hall: TownHall, entered: Any) -> None:
    case, paper = answering(town_hall)
    entered("utility_director", "mayor", TODAY, "2026-11-27")
    director = town_hall.signed_in("utility_director")
    assert director.get(f"/cases/{case.reference}").status_code == 200
    opened = director.post(f"/documents/{paper}/opening")
    assert (opened.status_code, opened.get_json()["refusals"][0]["code"]) == (409, "away")
    moves = director.get(f"/cases/{case.reference}/transitions").get_json()["items"]
    assert not any(one["allowed"] for one in moves)


def test_a_paper_opened_before_midnight_is_not_signed_after_the_substitution_ended(
    town_hall: TownHall, entered: Any
) -> None:
    case, paper = answering(town_hall)
    entered("utility_director", "mayor", "2026-12-01", "2026-12-14")
    town_hall.clock.set(local("2026-12-14", "23:59"))
    acting = town_hall.signed_in("mayor")
    shown = acting.post(f"/documents/{paper}/opening")
    assert shown.status_code == 200, shown.text
    town_hall.clock.set(local("2026-12-15", "00:01"))
    acting = town_hall.signed_in("mayor")
    signed = acting.post(f"/documents/{paper}/signatures", {"sha256": shown.get_json()["sha256"], "pin": PIN})
    assert (signed.status_code, signed.get_json()["refusals"][0]["code"]) == (409, "substitution_ended")
    assert "Петро Типовий" in signed.get_json()["refusals"][0]["message"]
    again = acting.post(f"/documents/{paper}/opening")
    assert (again.status_code, again.get_json()["refusals"][0]["code"]) == (409, "substitution_ended")
    mine = town_hall.signed_in("utility_director").get("/work-queue").get_json()["items"]
    assert paper in [one.get("document") for one in mine]
    assert case.reference not in [
        one["reference"] for one in town_hall.signed_in("mayor").get("/work-queue").get_json()["items"]
    ]


def test_a_future_substitution_holds_from_its_day_and_may_be_put_off(town_hall: TownHall, entered: Any) -> None:
    case, _ = in_work(town_hall)
    made = entered("utility_director", "specialist", "2026-12-01", "2026-12-14")["id"]
    ask = {"name": "ask", "input": {"question": "Яка яма?"}}
    early = town_hall.signed_in("specialist").post(f"/cases/{case.reference}/transitions", ask)
    assert early.status_code == 404
    others = town_hall.signed_in("dispatcher").post(f"/substitutions/{made}/end")
    assert others.status_code == 403
    ended = town_hall.signed_in("utility_director").post(f"/substitutions/{made}/end")
    assert ended.status_code == 200, ended.text
    town_hall.clock.set(local("2026-12-02", "10:00"))
    assert town_hall.signed_in("specialist").post(f"/cases/{case.reference}/transitions", ask).status_code == 404
    entered("utility_director", "specialist", "2026-12-02", "2026-12-05")


def test_a_substitution_ended_early_gives_the_work_back_at_that_minute(town_hall: TownHall, entered: Any) -> None:
    made = entered("utility_director", "mayor", "2026-11-24", "2026-11-27")["id"]
    registrar = town_hall.signed_in("registrar")
    past = registrar.post(f"/substitutions/{made}/end", {"at": "2026-11-20T10:00:00+02:00"})
    after = registrar.post(f"/substitutions/{made}/end", {"at": "2026-11-29T10:00:00+02:00"})
    assert (past.status_code, after.status_code) == (422, 422)
    assert registrar.post(f"/substitutions/{made}/end", {"at": "2026-11-24T12:00:00+02:00"}).status_code == 200
    town_hall.clock.set(local("2026-11-24", "11:59"))
    assert town_hall.signed_in("mayor").get("/session").status_code == 200
    held = town_hall.signed_in("utility_director").get("/work-queue").get_json()["items"]
    assert {one["held_by"] for one in held} <= {"mayor"}
    town_hall.clock.set(local("2026-11-24", "12:00"))
    free = town_hall.signed_in("utility_director").get("/work-queue").get_json()["items"]
    assert {one["held_by"] for one in free} <= {None}
    over = town_hall.signed_in("registrar").post(f"/substitutions/{made}/end")
    assert over.status_code == 409
    nothing = town_hall.signed_in("registrar").post("/substitutions/00000000-0000-4000-8000-000000000000/end")
    assert nothing.status_code == 404


def test_the_control_list_is_for_control_staff_and_says_how_late_and_why(town_hall: TownHall) -> None:
    _, above = in_work(town_hall)
    body = {"text": "Знак.", "executors": [{"user": "sign_worker"}], "due": "2026-11-25", "control": "author"}
    made = town_hall.signed_in("foreman").post(f"/resolutions/{above}/resolutions", body).get_json()["id"]
    assert town_hall.signed_in("foreman").get("/control").status_code == 403
    town_hall.clock.set(local("2026-11-26", "08:00"))
    try:
        line = next(
            one
            for one in town_hall.signed_in("registrar").get("/control?late=true").get_json()["items"]
            if one["resolution"] == made
        )
        assert line["number"].endswith("/1.1")
        assert (line["days_late"], line["reason"], line["put_on"]["by"]) == (1, "не зазначено", "foreman")
        assert (line["unit_name"], line["taken_off"]) == ("Загальний відділ", None)
        town_hall.signed_in("sign_worker").post(f"/resolutions/{made}/explanations", {"text": "Дощ."})
        again = town_hall.signed_in("mayor").get("/control?unit=council_office").get_json()["items"]
        assert next(one for one in again if one["resolution"] == made)["reason"] == "Дощ."
        units = town_hall.signed_in("mayor").get("/control/units").get_json()["items"]
        owed = next(one for one in units if one["unit"] == "council_office")
        assert owed["overdue"] >= 1
        assert owed["overdue_below"] >= 1
        town_hall.signed_in("sign_worker").post(f"/resolutions/{made}/reports", {"text": "Є."})
        town_hall.signed_in("foreman").post(f"/resolutions/{made}/acceptance")
        off = next(
            one
            for one in town_hall.signed_in("registrar").get("/control?all=true&limit=200").get_json()["items"]
            if one["resolution"] == made
        )
        assert (off["taken_off"]["by"], off["days_late"]) == ("foreman", 1)
    finally:
        town_hall.clock.set(MONDAY)
