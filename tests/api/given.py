"""Cases in the states that tests of the API begin from, made through the API itself."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from tests.town_hall import PIN, TownHall

POTHOLE: dict[str, Any] = {
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
PERSONAL = ("Зразкова", "Олена", "671234567", "кв. 4", "Глибока")
"""What no public answer about POTHOLE may hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledCase:
    """A case as its citizen knows it."""

    reference: str
    token: str


def filed(hall: TownHall, **changes: Any) -> FiledCase:
    """A pothole filed by a citizen."""
    answer = hall.visitor().post("/api/v1/cases", json={**deepcopy(POTHOLE), **changes})
    assert answer.status_code == 201, answer.text
    body = answer.get_json()
    return FiledCase(reference=body["reference"], token=body["status_url"].rpartition("/")[2])


def routed(hall: TownHall) -> FiledCase:
    """… that the dispatcher passed to the director."""
    case = filed(hall)
    moved(hall, "dispatcher", case.reference, "route")
    return case


def in_work(hall: TownHall) -> tuple[FiledCase, str]:
    """… on which the director gave a signed instruction: (case, id of the resolution)."""
    case = routed(hall)
    due = (hall.clock.now() + timedelta(days=3)).date().isoformat()
    answer = moved(
        hall,
        "utility_director",
        case.reference,
        "instruct",
        resolution={"text": "Ліквідувати яму.", "executors": [{"user": "foreman"}], "due": due},
        pin=PIN,
    )
    return case, answer["resolutions"][0]["id"]


def answering(hall: TownHall) -> tuple[FiledCase, str]:
    """… done and accepted, with the answer drafted: (case, id of the paper)."""
    case, _ = in_work(hall)
    moved(hall, "foreman", case.reference, "finish", input={"report": "Засипали", "why_no_photo": "немає камери"})
    answer = moved(hall, "utility_director", case.reference, "accept")
    return case, answer["documents"][0]["id"]


def moved(hall: TownHall, username: str, reference: str, name: str, **more: Any) -> dict[str, Any]:
    """A transition that succeeds: the case as answered."""
    answer = hall.signed_in(username).post(f"/cases/{reference}/transitions", {"name": name, **more})
    assert answer.status_code == 200, answer.text
    made: dict[str, Any] = answer.get_json()
    return made
