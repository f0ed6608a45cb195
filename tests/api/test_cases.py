"""Filing, listing and reading cases."""

from __future__ import annotations

from uuid import uuid4

from tests.town_hall import TownHall

POTHOLE = {
    "request_type": "road_defect",
    "form": {"place": {"street": "вул. Лісова", "house": "8", "lat": 50.35, "lon": 25.9}, "note": "Глибока яма"},
    "applicant": {
        "surname": "Зразкова",
        "given_name": "Олена",
        "phone": "+380671234567",
        "address": "вул. Лісова, 8, кв. 4",
        "contact_by": "link",
    },
    "channel": "page",
}


def test_a_citizen_files_a_case_and_gets_a_status_link(town_hall: TownHall) -> None:
    answer = town_hall.visitor().post("/api/v1/cases", json=POTHOLE)

    assert answer.status_code == 201, answer.text
    assert answer.json["reference"].startswith("26-")
    assert answer.json["state"] == "registered"
    assert "/s/" in answer.json["status_url"]


def test_the_same_post_under_one_key_makes_one_case_and_the_same_bytes(town_hall: TownHall) -> None:
    key = {"Idempotency-Key": str(uuid4())}

    first = town_hall.visitor().post("/api/v1/cases", json=POTHOLE, headers=key)
    second = town_hall.visitor().post("/api/v1/cases", json=POTHOLE, headers=key)

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.data == second.data
