"""Standing texts and the register of bodies over the real database."""

from __future__ import annotations

import pytest
from werkzeug.test import TestResponse

from tests.api.given import filed, moved
from tests.town_hall import StaffBrowser, TownHall
from workflow.actor import system
from workflow.commands.put_standing_texts import PutStandingTexts
from workflow.errors import InvalidInput

BODY = {"id": "water_works", "name": "Водоканал", "about": "вода, каналізація"}


def deleted(browser: StaffBrowser) -> TestResponse:
    return browser.client.delete("/api/v1/addressees/water_works", headers={"X-CSRF-Token": browser.csrf})


def test_moves_come_with_ready_sentences_of_the_service_and_of_the_town(town_hall: TownHall) -> None:
    # given
    case = filed(town_hall)
    moved(town_hall, "dispatcher", case.reference, "route")
    town_hall.runtime.application.execute(system(1), PutStandingTexts(texts={"question": ("Як до вас під'їхати?",)}))
    town_hall.runtime.surroundings.forget()
    # when
    items = town_hall.signed_in("utility_director").get(f"/cases/{case.reference}/transitions").get_json()["items"]
    # then
    texts = {one["name"]: one.get("standing_texts") for one in items}
    assert texts["instruct"]["resolution"][0] == "Ліквідувати яму. Огородити до ремонту. Фото до і після."
    assert texts["ask"]["question"][-1] == "Як до вас під'їхати?"
    assert texts["refuse"] is None


def test_the_town_puts_in_only_what_every_case_has(town_hall: TownHall) -> None:
    wrong = {"question": ("Шановна {applicant}!", "{", ""), "Бланк": ("Так",)}
    with pytest.raises(InvalidInput) as refused:
        town_hall.runtime.application.execute(system(1), PutStandingTexts(texts=wrong))
    assert refused.value.errors == {
        "question.0": ("unknown_placeholder",),
        "question.1": ("unknown_placeholder",),
        "question.2": ("required",),
        "Бланк": ("not_a_name",),
    }


def test_bodies_are_entered_changed_and_removed_by_an_administrator_alone(town_hall: TownHall) -> None:
    admin, clerk = town_hall.signed_in("admin"), town_hall.signed_in("dispatcher")
    # when
    assert clerk.post("/addressees", BODY).status_code == 403
    assert admin.post("/addressees", BODY).status_code == 200
    assert (
        admin.post("/addressees", {**BODY, "name": "КП «Водоканал»", "email": "office@voda.example"}).status_code == 200
    )
    # then
    assert [one["name"] for one in clerk.get("/addressees?q=каналізація").get_json()["items"]] == ["КП «Водоканал»"]
    wrong = admin.post("/addressees", {**BODY, "id": "Вода", "email": "ні"}).get_json()
    assert set(wrong["errors"]) == {"id", "email"}
    # when
    assert deleted(clerk).status_code == 403
    assert deleted(admin).status_code == 204
    # then
    assert deleted(admin).get_json()["code"] == "unknown_addressee"
    assert clerk.get("/addressees?q=каналізація").get_json()["items"] == []
    # and: what was there before stays
    assert [one["id"] for one in clerk.get("/addressees").get_json()["items"]] == ["power_grid"]
