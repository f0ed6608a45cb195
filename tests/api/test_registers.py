"""Registers and places over HTTP: positions by the published rule, why they changed, and the place of whoever goes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from runtime.database_urls import DatabaseUrls
from tests.api.given import FiledCase, moved
from tests.town_hall import DEFINITIONS, TownHall, a_town
from workflow.actor import system
from workflow.commands.publish_definition import PublishDefinition
from workflow.definition.definition_files import read_folder
from workflow.definition.load import load_files
from workflow.definition.shared_parts import read_shared_parts

APPLICANT = {
    "surname": "Зразкова",
    "given_name": "Олена",
    "phone": "+380671234567",
    "address": "вул. Лісова, 8, кв. 4",
}


@pytest.fixture(scope="module")
def hall(database_urls: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TownHall]:
    with a_town(database_urls, tmp_path_factory.mktemp("papers")) as made:
        shared = read_shared_parts(DEFINITIONS / "_shared")
        for name in ("housing_queue", "volunteer_action"):
            definition, bundle = load_files(read_folder(DEFINITIONS / name), shared.files)
            made.runtime.application.execute(
                system(1), PublishDefinition(definition=definition, bundle=bundle.to_bytes())
            )
        yield made


def filed(hall: TownHall, request_type: str, form: dict[str, Any]) -> FiledCase:
    body = {"request_type": request_type, "form": form, "applicant": APPLICANT, "channel": "page"}
    answer = hall.visitor().post("/api/v1/cases", json=body)
    assert answer.status_code == 201, answer.text
    shown = answer.get_json()
    return FiledCase(reference=shown["reference"], token=shown["status_url"].rpartition("/")[2])


def queued(hall: TownHall, category: str) -> FiledCase:
    hall.clock.advance(timedelta(minutes=1))
    case = filed(hall, "housing_queue", {"people": 3, "category": category})
    moved(hall, "specialist", case.reference, "accept", input={"decision": "№ 1"})
    return case


def position(hall: TownHall, case: FiledCase) -> dict[str, Any]:
    shown: dict[str, Any] = hall.visitor().get(f"/api/v1/status/{case.token}").get_json()["position"]
    return shown


def test_positions_follow_the_published_rule_and_every_move_is_explained(hall: TownHall) -> None:
    first, second = queued(hall, "general"), queued(hall, "general")
    privileged = queued(hall, "out_of_turn")

    # Others may stand in the same register already: what counts is who goes before whom.
    before = [position(hall, one)["number"] for one in (first, second, privileged)]
    assert before[2] < before[0] < before[1]
    seen = position(hall, first)
    assert seen["category"] == "Загальна"
    assert seen["of"] >= before[1]
    assert seen["rule"].startswith("Спершу позачергові")
    assert [(one["change"], one["why"]) for one in seen["moves"]] == [
        (1, "Перед вами став той, хто за правилом іде раніше: Позачергова."),
        (0, "Вас поставлено в чергу."),
    ]

    hall.clock.advance(timedelta(minutes=1))
    moved(
        hall,
        "specialist",
        second.reference,
        "change_category",
        input={"category": "first", "why_category": "посвідчення № 7"},
    )
    after = [position(hall, one)["number"] for one in (first, second, privileged)]
    assert after[2] < after[1] < after[0] == before[0] + 1
    assert position(hall, second)["moves"][0]["why"] == "Вашу категорію змінено: Першочергова."

    listed = hall.signed_in("specialist").get("/registers/housing_queue").get_json()["items"]
    assert [one["number"] for one in listed] == list(range(1, seen["of"] + 1))
    ours = (privileged.reference, second.reference, first.reference)
    assert [one["reference"] for one in listed if one["reference"] in ours] == list(ours)
    page = hall.signed_in("specialist").get("/registers/housing_queue?limit=2").get_json()
    rest = hall.signed_in("specialist").get(f"/registers/housing_queue?limit=2&cursor={page['next']}").get_json()
    assert [one["number"] for one in (*page["items"], *rest["items"])][:3] == [1, 2, 3]


def test_the_bare_link_names_nobody_and_strangers_do_not_see_the_register(hall: TownHall) -> None:
    case = queued(hall, "general")
    queued(hall, "first")
    text = hall.visitor().get(f"/api/v1/status/{case.token}").text
    assert not [word for word in ("Зразкова", "671234567", "посвідчення") if word in text]
    assert hall.visitor().get("/api/v1/registers/housing_queue").status_code == 401


def test_whoever_leaves_has_no_position_and_the_others_move_up(hall: TownHall) -> None:
    leaving, staying = queued(hall, "out_of_turn"), queued(hall, "general")
    before = position(hall, staying)["number"]
    hall.clock.advance(timedelta(minutes=1))
    answer = hall.visitor().post(f"/api/v1/status/{leaving.token}/transitions", json={"name": "withdraw", "input": {}})
    assert answer.status_code == 200, answer.text
    assert "position" not in answer.get_json()
    after = position(hall, staying)
    assert after["number"] == before - 1
    assert (after["moves"][0]["change"], after["moves"][0]["why"]) == (-1, "Хтось перед вами вибув з черги.")


def test_ten_go_the_eleventh_waits_and_gets_the_place_of_who_cancels(hall: TownHall) -> None:
    cases = [filed(hall, "volunteer_action", {"action": "eco_patrol"}) for _ in range(12)]
    hall.work()

    def states() -> list[str]:
        return [hall.visitor().get(f"/api/v1/status/{one.token}").get_json()["state"] for one in cases]

    assert states() == ["going"] * 10 + ["waiting"] * 2
    assert [position(hall, one)["number"] for one in cases[10:]] == [1, 2]

    hall.visitor().post(f"/api/v1/status/{cases[3].token}/transitions", json={"name": "cancel", "input": {}})
    hall.work()

    assert states()[10:] == ["offered", "waiting"]
    assert position(hall, cases[11])["number"] == 1
    confirmed = hall.visitor().post(
        f"/api/v1/status/{cases[10].token}/transitions", json={"name": "confirm", "input": {}}
    )
    assert confirmed.get_json()["state"] == "going"
