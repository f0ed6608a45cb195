"""A main case that is withdrawn leaves those that joined it alive: the oldest takes its place (ADR 0006)."""

from __future__ import annotations

from typing import Any

from tests.api.given import FiledCase, filed, in_work, moved
from tests.town_hall import TownHall


def joined(hall: TownHall, main: str, phone: str) -> FiledCase:
    person = {"surname": "Сусідська", "given_name": "Ганна", "phone": phone, "address": "вул. Лісова, 3"}
    case = filed(hall, applicant={**person, "contact_by": "voice"})
    answer = hall.signed_in("dispatcher").post(f"/cases/{case.reference}/joining", {"main": main})
    assert answer.status_code == 200, answer.text
    hall.work()
    return case


def seen(hall: TownHall, case: FiledCase) -> dict[str, Any]:
    found: dict[str, Any] = hall.signed_in("mayor").get(f"/cases/{case.reference}").get_json()
    return found


def test_the_oldest_that_joined_takes_the_place_of_a_withdrawn_case(town_hall: TownHall) -> None:
    # given
    main, _ = in_work(town_hall)
    second = joined(town_hall, main.reference, "+380671110001")
    third = joined(town_hall, main.reference, "+380671110002")
    before = {one.reference: seen(town_hall, one)["deadlines"] for one in (second, third)}
    town_hall.work()
    told = len(town_hall.outbox.messages)
    # when
    gone = town_hall.visitor().post(f"/api/v1/status/{main.token}/transitions", json={"name": "withdraw"})
    assert gone.status_code == 200
    town_hall.work()
    # then: nobody but the author is told anything, every term stays its own
    assert [one.to for one in town_hall.outbox.messages[told:]] == ["+380671234567"]
    lead, follower = seen(town_hall, second), seen(town_hall, third)
    assert (lead["state"], follower["state"]) == ("in_work", "in_work")
    assert [one["reference"] for one in lead["links"]] == [third.reference]
    assert follower["links"] == [{"kind": "main", "reference": second.reference}]
    assert {second.reference: lead["deadlines"], third.reference: follower["deadlines"]} == before
    assert [(one["code"], one["user"]) for one in lead["work"]] == [("lead_passed", "utility_director")]
    # and: it is worked on, and the other goes with it
    moved(town_hall, "foreman", second.reference, "finish", input={"report": "Засипали", "why_no_photo": "темно"})
    town_hall.work()
    assert seen(town_hall, third)["state"] == "reported"


def test_a_withdrawn_case_releases_everybody_once(town_hall: TownHall) -> None:
    main = filed(town_hall)
    only = joined(town_hall, main.reference, "+380671110003")
    town_hall.visitor().post(f"/api/v1/status/{main.token}/transitions", json={"name": "withdraw"})
    town_hall.work()
    town_hall.work()

    history = town_hall.signed_in("mayor").get(f"/cases/{only.reference}/history?limit=100").get_json()["items"]

    assert [one["type"] for one in history].count("LeadTaken") == 1
    moved(town_hall, "dispatcher", only.reference, "route")


def test_who_joined_and_went_does_not_come_back(town_hall: TownHall) -> None:
    main = filed(town_hall)
    gone = joined(town_hall, main.reference, "+380671110004")
    stays = joined(town_hall, main.reference, "+380671110005")
    for one in (gone, main):
        town_hall.visitor().post(f"/api/v1/status/{one.token}/transitions", json={"name": "withdraw"})
        town_hall.work()

    assert seen(town_hall, gone)["state"] == "withdrawn"
    assert seen(town_hall, stays)["links"] == []
    moved(town_hall, "dispatcher", stays.reference, "route")
