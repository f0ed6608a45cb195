"""Catalogue, slots, substitutions, figures, messages, incidents, machines' tokens, health."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest

from gate.bearer import fresh_token, token_digest
from store.errors import StoreUnavailable
from tests.api.given import filed, routed
from tests.town_hall import TownHall
from workflow.actor import system
from workflow.codec import effect_to_json
from workflow.commands.add_token import AddToken
from workflow.commands.end_token import EndToken
from workflow.commands.raise_incident import RaiseIncident
from workflow.effect_requests import CallWebhook


def test_the_catalogue_lists_every_service_once(town_hall: TownHall) -> None:
    answer = town_hall.visitor().get("/api/v1/request-types").get_json()

    assert {one["id"] for one in answer["items"]} == {"road_defect", "mayor_reception", "street_renaming_certificate"}
    assert answer["next"] is None


def test_a_service_tells_its_form_terms_and_papers_in_the_readers_language(town_hall: TownHall) -> None:
    body = town_hall.visitor().get("/api/v1/request-types/road_defect", headers={"Accept-Language": "en"}).get_json()

    assert body["form"]["required"] == ["place"]
    assert body["form"]["properties"]["photos"]["maxItems"] == 5
    assert body["title"] == "Pothole or broken road"
    assert body["applicant"]["ask"] == ["name", "phone"]
    law = next(one for one in body["terms"] if one["law"])
    assert (law["law"], law["article"], law["length"], law["unit"]) == ("ua_appeals.art_20", "20", 1, "month")
    assert town_hall.visitor().get("/api/v1/request-types/dragons").status_code == 404


def test_slots_are_offered_held_and_sold_once(town_hall: TownHall) -> None:
    path = "/api/v1/calendars/mayor_reception"
    slot = town_hall.visitor().get(f"{path}/slots").get_json()["items"][0]
    assert (slot["id"], slot["starts"], slot["free"]) == (
        "mayor_reception-20261125T1500",
        "2026-11-25T13:00:00Z",
        1,
    )

    with ThreadPoolExecutor(6) as pool:
        answers = list(
            pool.map(lambda _: town_hall.visitor().post(f"{path}/holds", json={"slot": slot["id"]}), range(6))
        )

    held = [one for one in answers if one.status_code == 201]
    assert len(held) == 1
    assert {one.get_json()["code"] for one in answers if one.status_code != 201} == {"slot_taken"}
    assert held[0].get_json()["expires"] == "2026-11-23T06:15:00Z"
    assert town_hall.visitor().get(f"{path}/slots").get_json()["items"][0]["free"] == 0
    booked = town_hall.visitor().post(
        "/api/v1/cases",
        json={
            "request_type": "mayor_reception",
            "form": {"hold": held[0].get_json()["id"], "subject": "Дах"},
            "applicant": {"surname": "Приймальний", "given_name": "Степан", "phone": "+380501112233"},
        },
    )
    assert booked.status_code == 201, booked.text


def test_staff_put_somebody_who_just_came_on_the_same_list_and_citizens_cannot(town_hall: TownHall) -> None:
    body = {
        "request_type": "mayor_reception",
        "form": {"subject": "Дах"},
        "applicant": {"surname": "Приймальний", "given_name": "Степан", "phone": "+380501112233"},
        "channel": "counter",
    }

    came = [town_hall.signed_in("dispatcher").post("/cases", body) for _ in range(2)]
    from_outside = town_hall.visitor().post("/api/v1/cases", json=body)
    # On the telephone nobody stands at the door: the slot was forgotten.
    rings = town_hall.signed_in("dispatcher").post("/cases", body | {"channel": "phone"})

    assert [one.status_code for one in came] == [201, 201], came[0].text
    assert (rings.status_code, rings.get_json()["errors"]) == (422, {"form.slot": ["Потрібно заповнити."]})
    assert from_outside.status_code == 422
    assert from_outside.get_json()["errors"] == {"form.slot": ["Потрібно заповнити."]}


def test_a_hold_lets_go_after_ten_minutes(town_hall: TownHall) -> None:
    path = "/api/v1/calendars/mayor_reception"
    slot = town_hall.visitor().get(f"{path}/slots").get_json()["items"][3]["id"]
    town_hall.visitor().post(f"{path}/holds", json={"slot": slot})
    before = town_hall.clock.now()
    try:
        town_hall.clock.advance(timedelta(minutes=10, seconds=1))
        assert town_hall.visitor().post(f"{path}/holds", json={"slot": slot}).status_code == 201
    finally:
        town_hall.clock.set(before)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/calendars/nowhere/slots", 404),
        ("/calendars/town_hall/slots", 404),
        ("/calendars/mayor_reception/slots?from=2026-12-01&to=2026-11-01", 422),
        ("/calendars/mayor_reception/slots?from=2026-01-01&to=2036-01-01", 422),
        ("/calendars/mayor_reception/slots?from=tomorrow", 422),
    ],
)
def test_odd_questions_about_slots_are_refused(town_hall: TownHall, path: str, status: int) -> None:
    assert town_hall.visitor().get(f"/api/v1{path}").status_code == status


def test_a_deputy_acts_for_the_time_of_the_substitution_and_history_names_both(town_hall: TownHall) -> None:
    case = routed(town_hall)
    before = town_hall.clock.now()
    wanted = {
        "absent": "utility_director",
        "acting": "mayor",
        "from": "2026-11-23",
        "to": "2026-11-24",
        "order_number": "214-к",
        "order_date": "2026-11-20",
    }
    entered = town_hall.signed_in("registrar").post("/substitutions", wanted)
    try:
        mayor = town_hall.signed_in("mayor")
        asked = mayor.post(f"/cases/{case.reference}/transitions", {"name": "ask", "input": {"question": "Яка яма?"}})
        history = mayor.get(f"/cases/{case.reference}/history?limit=200").get_json()["items"]
        town_hall.clock.set(before + timedelta(days=2))
        late = town_hall.signed_in("mayor").post(f"/cases/{case.reference}/transitions", {"name": "ask"})
    finally:
        town_hall.clock.set(before)
        town_hall.signed_in("registrar").post(f"/substitutions/{entered.get_json()['id']}/end")

    assert entered.status_code == 201, entered.text
    assert (entered.get_json()["from"], entered.get_json()["to"]) == ("2026-11-23", "2026-11-24")
    assert asked.status_code == 200, asked.text
    moved = next(one for one in history if one["type"] == "Transitioned" and one["data"]["name"] == "ask")
    assert (moved["actor"], moved["acting_for"]) == ("staff:mayor", "utility_director")
    assert late.status_code in (403, 409)


def test_substitutions_are_entered_by_personnel_only_and_make_sense(town_hall: TownHall) -> None:
    wanted = {
        "absent": "foreman",
        "acting": "foreman",
        "from": "2026-12-02",
        "to": "2026-12-01",
        "order_number": "1",
        "order_date": "2026-11-20",
    }

    refused = town_hall.signed_in("dispatcher").post("/substitutions", {**wanted, "acting": "sign_worker"})
    nonsense = town_hall.signed_in("registrar").post("/substitutions", wanted)

    assert refused.status_code == 403
    assert nonsense.status_code == 422
    assert {"acting", "to"} <= set(nonsense.get_json()["errors"])


def test_figures_count_open_overdue_cases_and_add_up(town_hall: TownHall) -> None:
    filed(town_hall)
    before = town_hall.clock.now()
    try:
        town_hall.clock.advance(timedelta(days=40))
        body = town_hall.signed_in("mayor").get("/statistics?from=2026-11-01&to=2026-11-30").get_json()
    finally:
        town_hall.clock.set(before)

    assert body["received"] >= 1
    assert body["overdue"] >= 1
    parts = ("closed_on_time", "closed_late", "open_on_time", "open_overdue", "joined")
    assert body["received"] == sum(body[name] for name in parts)
    assert sum(one["received"] for one in body["by_type"]) == body["received"]
    assert (body["from"], body["to"]) == ("2026-11-01", "2026-11-30")


def test_lists_that_may_be_empty_have_the_same_shape(town_hall: TownHall) -> None:
    case = filed(town_hall)
    browser = town_hall.signed_in("admin")

    for path in (
        f"/messages?case={case.reference}",
        "/incidents",
        "/substitutions",
        f"/cases/{case.reference}/documents",
    ):
        body = browser.get(path).get_json()
        assert set(body) == {"items", "next"}, path
    assert town_hall.signed_in("foreman").get("/incidents").status_code == 403


def test_a_machine_acts_by_its_token_until_it_is_ended(town_hall: TownHall) -> None:
    application, case, token = town_hall.runtime.application, filed(town_hall), fresh_token()
    bearer = {"Authorization": f"Bearer {token}"}
    application.execute(system(1), AddToken(digest=token_digest(token), name="robot", username="dispatcher"))

    moved = town_hall.visitor().post(
        f"/api/v1/cases/{case.reference}/transitions", json={"name": "route"}, headers=bearer
    )
    assert moved.status_code == 200, "no CSRF token: a browser does not send this header on its own"
    assert town_hall.visitor().get("/api/v1/session", headers=bearer).get_json()["user"]["username"] == "dispatcher"
    with town_hall.runtime.database.reading(1) as look:
        assert token not in repr(look.connection.exec_driver_sql("SELECT * FROM api_tokens").fetchall())

    application.execute(system(1), EndToken(name="robot"))
    ended = town_hall.visitor().get("/api/v1/cases", headers=bearer)
    assert (ended.status_code, ended.get_json()["code"]) == (401, "wrong_token")


@pytest.mark.parametrize(
    "value", ["Bearer", "Bearer x", "Basic YTpi", f"Bearer {'x' * 50}", "Bearer sprava_" + "x" * 43]
)
def test_a_wrong_token_is_not_made_good_by_a_cookie(town_hall: TownHall, value: str) -> None:
    browser = town_hall.signed_in("dispatcher")

    answer = browser.client.post(
        "/api/v1/cases/26-00001/transitions", json={"name": "route"}, headers={"Authorization": value}
    )

    assert (answer.status_code, answer.get_json()["code"]) == (401, "wrong_token")


def test_readiness_names_what_is_missing(town_hall: TownHall) -> None:
    answer = town_hall.visitor().get("/readyz")

    assert town_hall.visitor().get("/healthz").status_code == 200
    assert answer.status_code == 503, "no worker runs in this test"
    assert answer.get_json()["checks"] == {"database": "ok", "worker": "down", "storage": "ok"}


def test_metrics_are_for_this_machine_alone(town_hall: TownHall) -> None:
    here = town_hall.visitor().get("/metrics")
    elsewhere = town_hall.visitor().get("/metrics", environ_base={"REMOTE_ADDR": "203.0.113.9"})

    assert "sprava_open_cases{" in here.text
    assert here.mimetype == "text/plain"
    assert elsewhere.status_code == 404


def test_without_the_database_everything_says_when_to_come_back(
    town_hall: TownHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object) -> object:
        raise StoreUnavailable("connect")

    browser = town_hall.signed_in("dispatcher")
    monkeypatch.setattr(town_hall.runtime.database, "reading", down)

    for answer in (browser.get("/cases"), town_hall.visitor().get("/api/v1/request-types")):
        assert (answer.status_code, answer.get_json()["code"]) == (503, "unavailable")
        assert int(answer.headers["Retry-After"]) > 0
    ready = town_hall.visitor().get("/readyz")
    assert ready.get_json()["checks"]["database"] == "down"


def test_an_incident_is_seen_and_settled_by_who_runs_the_place(town_hall: TownHall) -> None:
    effect = CallWebhook(id=uuid4(), case=uuid4(), name="map", event="opened")
    kind, data = effect_to_json(effect)
    town_hall.runtime.application.execute(
        system(1), RaiseIncident(effect=effect.id, case=None, kind=kind, reason="sms_budget", data=data)
    )
    registrar = town_hall.signed_in("registrar")
    (incident,) = [one for one in registrar.get("/incidents").get_json()["items"] if one["reason"] == "sms_budget"]

    awaits = registrar.get("/work-queue?limit=200").get_json()["items"]
    refused = town_hall.signed_in("mayor").post(f"/incidents/{incident['id']}/settlement", {"how": "drop"})
    settled = registrar.post(f"/incidents/{incident['id']}/settlement", {"how": "drop"})

    assert any(one["kind"] == "incident" for one in awaits)
    assert (refused.status_code, settled.status_code) == (403, 204)
    assert settled.get_data() == b""
    assert "sms_budget" not in registrar.get("/incidents").text
