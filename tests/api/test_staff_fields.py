"""Fields of the form that staff fill and citizens neither see nor give (`by: staff`)."""

from __future__ import annotations

from typing import Any

from tests.town_hall import TownHall

CERTIFICATE: dict[str, Any] = {
    "request_type": "street_renaming_certificate",
    "form": {"street": "вул. Комсомольська", "house": "8"},
    "applicant": {"surname": "Приклад", "given_name": "Ганна", "phone": "+380671112233", "contact_by": "voice"},
}
MISSING = {"missing_sheets": 1, "missing": "сторінка 2"}


def filled(**more: Any) -> dict[str, Any]:
    return {**CERTIFICATE, "form": {**CERTIFICATE["form"], **more}}


def fields_told(answer: Any) -> set[str]:
    return set(answer.get_json()["form"]["properties"])


def test_citizens_do_not_see_what_staff_fill(town_hall: TownHall) -> None:
    path = "/request-types/street_renaming_certificate"

    public = fields_told(town_hall.visitor().get(f"/api/v1{path}"))
    staff = fields_told(town_hall.signed_in("registrar").get(path))

    assert staff - public == set(MISSING)


def test_what_staff_fill_is_not_taken_from_a_citizen(town_hall: TownHall) -> None:
    answer = town_hall.visitor().post("/api/v1/cases", json=filled(**MISSING))

    assert answer.status_code == 422
    assert set(answer.get_json()["errors"]) == {"form.missing_sheets", "form.missing"}


def test_staff_give_it(town_hall: TownHall) -> None:
    answer = town_hall.signed_in("registrar").post("/cases", filled(**MISSING) | {"channel": "counter"})

    assert answer.status_code == 201, answer.text
    town_hall.work()
    assert "Бракує 1 аркуша" in town_hall.outbox.messages[-1].text
