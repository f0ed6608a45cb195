"""Migrations over the API: an administrator tries, orders and takes back; nobody else hears of them."""

from __future__ import annotations

from typing import Any

from runtime.migrating import watch_migrations
from tests.another_version import publish_version, shipped_version
from tests.api.given import filed, routed
from tests.town_hall import TownHall

OLD = shipped_version("road_defect")
NEW = OLD + 1
PATH = "/definitions/road_defect/migrations"
RENAMED = (("routed", "with_director"),)


def test_an_administrator_tries_orders_and_takes_back(town_hall: TownHall) -> None:
    # given
    case, waiting = filed(town_hall), routed(town_hall)
    town_hall.work()
    publish_version(
        town_hall.runtime,
        "road_defect",
        NEW,
        *RENAMED,
        ("length: 10, unit: working_day", "length: 3, unit: working_day"),
    )
    admin = town_hall.signed_in("admin")
    order: dict[str, Any] = {"to": NEW, "states": {"routed": "with_director"}, "reason": "Коротший строк"}

    # when: it is only tried, and without a map
    tried = admin.post(PATH, {"to": NEW, "dry_run": True, "limit": 1})
    rest = admin.post(PATH, {"to": NEW, "dry_run": True, "cursor": tried.get_json()["next"]})

    # then: a page each, with dates and reasons
    assert (tried.status_code, rest.status_code) == (200, 200)
    lines = {one["reference"]: one for one in (*tried.get_json()["items"], *rest.get_json()["items"])}
    mine = lines[case.reference]
    assert (mine["version"], mine["state"], mine["to_state"], mine["obstacles"]) == (
        OLD,
        "registered",
        "registered",
        [],
    )
    assert mine["clocks"] == [{"clock": "service", "law": None, "was": "2026-12-07", "will": "2026-11-26"}]
    assert [one["code"] for one in lines[waiting.reference]["obstacles"]] == ["state_unmapped"]

    # and: an order that would leave one behind moves nobody
    refused = admin.post(PATH, {"to": NEW, "reason": "Коротший строк"})
    assert refused.status_code == 409
    assert refused.get_json()["code"] == "migration_refused"
    assert waiting.reference in refused.get_json()["refusals"][0]["message"]

    # when: it is ordered, twice under one key
    first = admin.post(PATH, order, Idempotency_Key="once")
    again = admin.post(PATH, order, Idempotency_Key="once")
    assert (first.status_code, first.get_data()) == (202, again.get_data())
    run = first.get_json()["id"]
    assert admin.post(PATH, order).get_json()["code"] == "migration_running"
    before = admin.get(f"{PATH}/{run}").get_json()
    assert (before["moved"], before["finished"], before["by"]) == (0, None, "staff:admin")
    assert before["open"] == first.get_json()["cases"] >= 2
    assert watch_migrations(town_hall.runtime) >= 2

    # then
    after = admin.get(f"{PATH}/{run}").get_json()
    assert (after["moved"], after["left"], after["open"], after["left_cases"]) == (before["open"], 0, 0, [])
    assert after["finished"] is not None
    shown = admin.get(f"/cases/{waiting.reference}").get_json()
    assert shown["state"] == "with_director"
    steps = admin.get(f"/cases/{case.reference}/deadlines").get_json()["items"]
    service = next(one for one in steps if one["clock"] == "service")
    assert (
        service["steps"][-1]["why"]
        == f"23.11.2026 справа перейшла на нову версію правил ({OLD} → {NEW}); раніше – 07.12.2026."
    )

    # when: it is taken back
    back = admin.post(f"{PATH}/{run}/revert", {"reason": "Зарано"})
    assert back.status_code == 202
    watch_migrations(town_hall.runtime)
    listed = admin.get(PATH).get_json()["items"]
    assert [(one["id"], one["reverts"], one["reason"]) for one in listed] == [
        (back.get_json()["id"], run, "Зарано"),
        (run, None, "Коротший строк"),
    ]
    assert admin.get(f"/cases/{waiting.reference}").get_json()["state"] == "routed"
    assert admin.post(f"{PATH}/{back.get_json()['id']}/revert", {"reason": "ні"}).status_code == 422


def test_nobody_else_and_nothing_else(town_hall: TownHall) -> None:
    nothing = "01920000-0000-7000-8000-000000000000"
    admin = town_hall.signed_in("admin")
    for username in ("mayor", "dispatcher", "registrar"):
        browser = town_hall.signed_in(username)
        assert browser.get(PATH).status_code == 403
        assert browser.get(f"{PATH}/{nothing}").status_code == 403
        for body in ({"to": OLD, "dry_run": True}, {"to": OLD, "reason": "так"}):
            assert browser.post(PATH, body).status_code == 403
        assert browser.post(f"{PATH}/{nothing}/revert", {"reason": "так"}).status_code == 403
    assert town_hall.visitor().get(f"/api/v1{PATH}").status_code == 401
    told = {
        "/definitions/nothing/migrations": admin.get("/definitions/nothing/migrations"),
        nothing: admin.get(f"{PATH}/{nothing}"),
    }
    assert [one.get_json()["code"] for one in told.values()] == ["unknown_request_type", "unknown_migration"]
    for body, status in (
        ({"to": 999, "dry_run": True}, 404),
        ({"to": 999, "reason": "так"}, 404),
        ({"to": OLD, "from": [999], "dry_run": True}, 404),
        ({"to": OLD, "states": {"nowhere": "routed"}, "dry_run": True}, 422),
        ({"to": OLD}, 422),
        ({"to": 0}, 422),
        ({}, 422),
        ({"to": OLD, "surprise": 1}, 422),
        ({"to": OLD, "dry_run": True, "cursor": "?"}, 422),
    ):
        assert admin.post(PATH, body).status_code == status, body
