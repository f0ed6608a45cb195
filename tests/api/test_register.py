"""The public register, forwarding and programmes over the real database."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.api.given import filed as pothole
from tests.api.given import moved
from tests.api.offered import employ, offer
from tests.town_hall import TownHall

LIGHT: dict[str, Any] = {
    "request_type": "street_light",
    "form": {
        "place": {"street": "вул. Лісова", "house": "8", "lat": 50.35, "lon": 25.9},
        "lamps": 6,
        "note": "Темно біля Зразкової",
    },
    "applicant": {"surname": "Зразкова", "given_name": "Олена", "phone": "+380671234567"},
}
PLANNED = {"programme": "Світле місто", "promised": "2027-06-30", "milestones": "2027-03-01 Проєкт"}


@pytest.fixture(scope="module")
def town(town_hall: TownHall) -> TownHall:
    """A town that offers street lights, and fences whose answers must hold something."""
    offer(town_hall, "street_light", "fence")
    employ(town_hall, "head")
    employ(town_hall, "clerk")
    return town_hall


def filed(hall: TownHall) -> str:
    answer = hall.visitor().post("/api/v1/cases", json=LIGHT)
    assert answer.status_code == 201, answer.text
    reference: str = answer.get_json()["reference"]
    return reference


def register(hall: TownHall, query: str = "") -> list[dict[str, Any]]:
    answer = hall.visitor().get(f"/api/v1/public/cases?{query}")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.get_json()["items"]
    return items


def test_a_case_stands_on_the_register_once_it_is_published_with_its_public_fields_alone(town: TownHall) -> None:
    reference = filed(town)
    before = [one["reference"] for one in register(town)]
    moved(town, "head", reference, "plan", input=PLANNED)

    (line,) = [one for one in register(town) if one["reference"] == reference]

    assert reference not in before
    assert line["fields"] == {
        "lamps": 6,
        "programme": "Світле місто",
        "promised": "2027-06-30",
        "milestones": "2027-03-01 Проєкт",
    }
    assert (line["street"], line["state"]) == ("вул. Лісова", "planned")
    whole = town.visitor().get("/api/v1/public/cases").get_data(as_text=True)
    for secret in ("Зразков", "Олена", "671234567", "50.35", '"8"', "Темно"):
        assert secret not in whole


def test_the_register_is_filtered_and_paged(town: TownHall) -> None:
    other = pothole(town)
    reference = filed(town)
    moved(town, "head", reference, "plan", input=PLANNED)

    assert {one["request_type"] for one in register(town, "request_type=street_light")} == {"street_light"}
    assert {one["state"] for one in register(town, "state=planned")} == {"planned"}
    assert other.reference in [one["reference"] for one in register(town, "street=вул. Лісова&from=2026-11-23")]
    assert register(town, "street=вул. Зелена") == []
    assert register(town, "to=2026-11-22") == []
    assert register(town, "request_type=mayor_reception") == []
    first = town.visitor().get("/api/v1/public/cases?limit=1").get_json()
    second = town.visitor().get(f"/api/v1/public/cases?limit=1&cursor={first['next']}").get_json()
    assert first["items"][0]["reference"] != second["items"][0]["reference"]
    assert town.visitor().get("/api/v1/public/cases?from=tomorrow").status_code == 422


def test_what_was_promised_is_kept_and_the_share_is_counted(town: TownHall) -> None:
    reference = filed(town)
    moved(town, "head", reference, "plan", input=PLANNED)
    head = town.signed_in("head")

    told = head.post(f"/cases/{reference}/milestones/1")
    again = head.post(f"/cases/{reference}/milestones/1")
    unknown = head.post(f"/cases/{reference}/milestones/9")

    assert told.status_code == 200, told.text
    found = told.get_json()["programme"]
    assert (found["promised"], found["milestones"][0]["title"]) == ("2027-06-30", "Проєкт")
    assert found["milestones"][0]["reached"]
    assert (again.status_code, unknown.status_code) == (409, 404)
    figures = town.signed_in("mayor").get("/statistics?from=2026-11-01&to=2026-11-30").get_json()
    assert figures["transferred"] >= 1
    town.work()
    assert any("зроблено крок" in one.text or "є крок" in one.text for one in town.outbox.messages)


def test_forwarded_cases_are_answered_from_outside_and_counted(town: TownHall) -> None:
    reference = filed(town)
    clerk = town.signed_in("clerk")
    bare = clerk.post(f"/cases/{reference}/transitions", {"name": "forward", "input": {}})
    early = clerk.post(f"/cases/{reference}/outside-answer", {"date": "2026-11-23", "text": "Так"})
    moved(town, "clerk", reference, "forward", input={"addressee": "Обленерго", "reason": "Мережа їхня."})

    answered = clerk.post(f"/cases/{reference}/outside-answer", {"date": "2026-11-23", "text": "Зробимо у грудні"})
    twice = clerk.post(f"/cases/{reference}/outside-answer", {"date": "2026-11-23", "text": "Зробимо у грудні"})
    shown = clerk.get(f"/cases/{reference}").get_json()

    assert (bare.status_code, set(bare.get_json()["errors"])) == (422, {"addressee", "reason"})
    assert (early.status_code, twice.status_code) == (409, 409)
    assert answered.status_code == 200, answered.text
    assert (shown["forwarding"]["answer"], shown["forwarding"]["late"]) == ("Зробимо у грудні", False)
    assert (shown["forwarding"]["their_due"], shown["inputs"]["addressee"]) == ("2026-12-23", "Обленерго")
    assert town.signed_in("mayor").get("/statistics?from=2026-11-01&to=2026-11-30").get_json()["forwarded"] >= 1


def test_addressees_are_found_by_words_and_only_by_staff(town: TownHall) -> None:
    found = town.signed_in("clerk").get("/addressees?q=мережі обл").get_json()["items"]

    assert [one["id"] for one in found] == ["power_grid"]
    assert town.signed_in("clerk").get("/addressees?q=нема").get_json()["items"] == []
    assert town.visitor().get("/api/v1/addressees").status_code == 401


def test_an_answer_goes_out_whole_and_in_plain_words(town: TownHall) -> None:
    # given
    fence = {**LIGHT, "request_type": "fence", "form": {"place": LIGHT["form"]["place"]}}
    reference = town.visitor().post("/api/v1/cases", json=fence).get_json()["reference"]
    head = town.signed_in("head")

    def said(name: str, **given: str) -> TestResponse:
        return head.post(f"/cases/{reference}/transitions", {"name": name, "input": given})

    # when
    bare = said("refuse", grounds="Паркан не міський.")
    stiff = said("refuse", grounds="З метою здійснення заходів повідомляємо вищезазначене", appeal="До суду")
    early = said("repair", why_no_photo="Темно")
    said("inspect", report="Полагодили дві дошки.")
    unseen = said("repair")
    done = said("repair", why_no_photo="Темно")
    # then
    assert (bare.status_code, set(bare.get_json()["errors"])) == (422, {"appeal"})
    assert (stiff.status_code, set(stiff.get_json()["errors"])) == (422, {"grounds"})
    assert (early.status_code, early.get_json()["refusals"][0]["code"]) == (409, "answer_incomplete")
    assert unseen.status_code == 422
    assert (done.status_code, done.get_json()["outcome"]) == (200, "satisfied")
