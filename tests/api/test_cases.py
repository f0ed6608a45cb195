"""Filing, reading and listing cases."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from tests.api.given import PERSONAL, POTHOLE, filed, in_work, routed
from tests.town_hall import TownHall


def test_a_citizen_is_told_number_state_link_and_dates(town_hall: TownHall) -> None:
    answer = town_hall.visitor().post("/api/v1/cases", json=POTHOLE)

    body = answer.get_json()
    assert answer.status_code == 201
    assert set(body) == {"reference", "state", "status_url", "deadlines"}
    assert body["reference"].startswith("26-")
    assert len(body["reference"]) == 8
    assert body["state"] == "registered"
    law = next(one for one in body["deadlines"] if one["clock"] == "answer")
    assert (law["law"], law["article"], law["date"]) == ("ua_appeals.art_20", "20", "2026-12-23")
    assert law["deadline"] == "2026-12-23T22:00:00Z"
    assert [step["why"] for step in law["steps"]] == [
        "Отримано 23.11.2026.",
        "Закон дає один місяць від дня надходження: 23.12.2026.",
        "Це робочий день, тому дата не зсувається.",
    ]


def test_two_presses_make_one_case(town_hall: TownHall) -> None:
    key = {"Idempotency-Key": str(uuid4())}

    first, second = (town_hall.visitor().post("/api/v1/cases", json=POTHOLE, headers=key) for _ in range(2))

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.get_data() == second.get_data()


def test_presses_at_the_same_moment_make_one_case(town_hall: TownHall) -> None:
    key = {"Idempotency-Key": str(uuid4())}

    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(lambda _: town_hall.visitor().post("/api/v1/cases", json=POTHOLE, headers=key), range(8))
        )

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.get_data() for answer in answers}) == 1


def test_a_key_with_another_body_is_refused(town_hall: TownHall) -> None:
    key = {"Idempotency-Key": str(uuid4())}
    town_hall.visitor().post("/api/v1/cases", json=POTHOLE, headers=key)

    answer = town_hall.visitor().post("/api/v1/cases", json={**POTHOLE, "urgent": True}, headers=key)

    assert (answer.status_code, answer.get_json()["code"]) == (422, "key_reused")


def test_a_refusal_is_not_kept_under_its_key(town_hall: TownHall) -> None:
    key = {"Idempotency-Key": str(uuid4())}
    wrong = {**POTHOLE, "applicant": {}}

    assert town_hall.visitor().post("/api/v1/cases", json=wrong, headers=key).status_code == 422
    assert town_hall.visitor().post("/api/v1/cases", json=POTHOLE, headers=key).status_code == 201


def test_no_stored_reply_holds_a_status_link(town_hall: TownHall) -> None:
    key = {"Idempotency-Key": str(uuid4())}
    link = town_hall.visitor().post("/api/v1/cases", json=POTHOLE, headers=key).get_json()["status_url"]

    with town_hall.runtime.database.reading(1) as look:
        rows = look.connection.exec_driver_sql("SELECT headers, body FROM replies").fetchall()

    assert any(bytes(body).count(b"{status_url}") == 1 for _, body in rows)
    assert all(link.rpartition("/")[2].encode() not in bytes(body) for _, body in rows)


def test_every_mistake_is_told_at_once(town_hall: TownHall) -> None:
    wrong = {"request_type": "road_defect", "form": {"note": "x" * 5000, "colour": "red"}, "applicant": {}}

    answer = town_hall.visitor().post("/api/v1/cases", json=wrong)

    assert answer.status_code == 422
    assert {"form.place", "form.note", "form.colour", "applicant.phone"} <= set(answer.get_json()["errors"])


def test_staff_alone_say_how_a_matter_came_also_by_a_way_of_the_towns_own(town_hall: TownHall) -> None:
    mayor = town_hall.signed_in("mayor")

    told = [mayor.post("/cases", {**POTHOLE, "channel": one}) for one in ("phone", "library_kiosk")]
    visitors = town_hall.visitor().post("/api/v1/cases", json={**POTHOLE, "channel": "phone"})

    came = [mayor.get(f"/cases/{one.get_json()['reference']}").get_json()["channel"] for one in (*told, visitors)]
    assert came == ["phone", "library_kiosk", "page"]


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"applicant": {**POTHOLE["applicant"], "phone": "немає"}}, "applicant.phone", "телефон"),
        ({"applicant": {**POTHOLE["applicant"], "phone": "+38067"}}, "applicant.phone", "телефон"),
        (
            {"applicant": {"surname": "Зразкова", "given_name": "Олена", "contact_by": "link"}},
            "applicant.phone",
            "як ви обрали",
        ),
        ({"applicant": {**POTHOLE["applicant"], "surname": "З" * 500}}, "applicant.surname", "задовго"),
        ({"form": {"place": {"lat": 91, "lon": 25.9}}}, "form.place", "місц"),
        ({"form": {"place": {"street": "вул. Лісова", "lat": 50.35}}}, "form.place", "місц"),
    ],
)
def test_a_phone_or_place_that_is_none_is_named_and_nothing_is_kept(
    town_hall: TownHall, changed: dict[str, Any], field: str, words: str
) -> None:
    before = town_hall.signed_in("mayor").get("/cases?limit=1").get_json()["items"]

    answer = town_hall.visitor().post("/api/v1/cases", json={**POTHOLE, **changed})

    assert (answer.status_code, list(answer.get_json()["errors"])) == (422, [field])
    assert words in " ".join(answer.get_json()["errors"][field]).lower()
    assert town_hall.signed_in("mayor").get("/cases?limit=1").get_json()["items"] == before


def test_unknown_types_are_not_found(town_hall: TownHall) -> None:
    answer = town_hall.visitor().post("/api/v1/cases", json={**POTHOLE, "request_type": "dragons"})

    assert (answer.status_code, answer.get_json()["code"]) == (404, "unknown_request_type")


def test_staff_read_a_case_whole(town_hall: TownHall) -> None:
    case = filed(town_hall)

    answer = town_hall.signed_in("dispatcher").get(f"/cases/{case.reference}")

    body = answer.get_json()
    assert answer.headers["ETag"] == '"1"'
    assert body["form"]["note"] == "Глибока яма"
    assert body["form"]["place"]["lat"] == 50.35
    assert body["applicant"]["surname"] == "Зразкова"
    assert body["applicant"]["phone"] == "+380671234567"
    assert body["assignments"][0]["unit"] == "utility"
    assert "status_url" not in body


def test_who_has_the_newest_version_is_not_sent_it_again(town_hall: TownHall) -> None:
    case = filed(town_hall)
    browser = town_hall.signed_in("dispatcher")

    answer = browser.client.get(f"/api/v1/cases/{case.reference}", headers={"If-None-Match": '"1"'})

    assert (answer.status_code, answer.get_data()) == (304, b"")


def test_a_case_outside_ones_reach_does_not_exist(town_hall: TownHall) -> None:
    case, _ = in_work(town_hall)
    outsider = town_hall.signed_in("specialist")
    executor = town_hall.signed_in("foreman")

    assert executor.get(f"/cases/{case.reference}").status_code == 200
    for path in ("", "/deadlines", "/transitions", "/history", "/resolutions", "/documents"):
        answer = outsider.get(f"/cases/{case.reference}{path}")
        unknown = outsider.get(f"/cases/26-99999{path}")
        assert (answer.status_code, answer.get_data()) == (404, unknown.get_data()), path
    assert outsider.post(f"/cases/{case.reference}/transitions", {"name": "finish"}).status_code == 404
    assert outsider.get(f"/messages?case={case.reference}").status_code == 404


def test_a_list_pages_by_cursor_through_everything_once(town_hall: TownHall) -> None:
    for _ in range(5):
        filed(town_hall)
    browser = town_hall.signed_in("dispatcher")

    seen: list[str] = []
    path = "/cases?limit=2"
    while True:
        page = browser.get(path).get_json()
        assert len(page["items"]) <= 2
        seen += [one["reference"] for one in page["items"]]
        if page["next"] is None:
            break
        path = f"/cases?limit=2&cursor={page['next']}"
    everything = [one["reference"] for one in browser.get("/cases?limit=200").get_json()["items"]]

    assert seen == everything
    assert len(seen) == len(set(seen))


def test_lists_hold_nothing_personal_and_no_link(town_hall: TownHall) -> None:
    case = filed(town_hall)

    text = town_hall.signed_in("dispatcher").get("/cases?limit=200").text

    assert case.reference in text
    assert case.token not in text
    assert not [word for word in PERSONAL if word in text]


def test_filters_narrow_the_list(town_hall: TownHall) -> None:
    case = routed(town_hall)
    filed(town_hall)
    browser = town_hall.signed_in("mayor")

    def references(query: str) -> list[str]:
        answer = browser.get(f"/cases?{query}")
        assert answer.status_code == 200, answer.text
        return [one["reference"] for one in answer.get_json()["items"]]

    assert case.reference in references("state=routed")
    assert case.reference not in references("state=registered")
    assert references("unit=nobody") == []
    assert references(f"q={case.reference}") == [case.reference]
    assert case.reference in references("q=зразк")
    assert case.reference in references("near=50.35,25.9,100")
    assert references("near=49.0,24.0") == []
    assert references("created_after=2026-11-23") == []
    assert case.reference in references("created_after=2026-11-22")
    assert references("overdue=true") == []
    assert case.reference in references("sort=due&due_before=2026-11-24")


def test_a_foreign_cursor_is_refused(town_hall: TownHall) -> None:
    assert town_hall.signed_in("mayor").get("/cases?cursor=bm9uc2Vuc2U").status_code == 422


def test_history_is_told_in_order_without_personal_values(town_hall: TownHall) -> None:
    case = routed(town_hall)

    answer = town_hall.signed_in("dispatcher").get(f"/cases/{case.reference}/history?limit=200").get_json()

    assert [one["sequence"] for one in answer["items"]] == list(range(1, len(answer["items"]) + 1))
    assert answer["items"][0]["type"] == "CaseOpened"
    assert answer["items"][-1]["actor"] in ("staff:dispatcher", "system")
    assert all(len(one["hash"]) == 64 for one in answer["items"])
    assert not [word for word in PERSONAL if word in json.dumps(answer, ensure_ascii=False)]


def test_papers_are_added_and_reports_joined(town_hall: TownHall) -> None:
    first, second = filed(town_hall), filed(town_hall)
    browser = town_hall.signed_in("dispatcher")

    added = browser.post(f"/cases/{first.reference}/papers", {"note": "Донесли"})
    joined = browser.post(f"/cases/{second.reference}/joining", {"main": first.reference})

    assert added.status_code == 200, added.text
    assert joined.get_json()["links"] == [{"kind": "main", "reference": first.reference}]
    main = browser.get(f"/cases/{first.reference}").get_json()
    assert main["links"] == [{"kind": "follower", "reference": second.reference}]


def test_a_report_joins_a_matter_that_is_further_on_and_comes_to_where_that_stands(town_hall: TownHall) -> None:
    main, _ = in_work(town_hall)
    late = filed(town_hall)
    browser = town_hall.signed_in("dispatcher")

    joined = browser.post(f"/cases/{late.reference}/joining", {"main": main.reference})
    town_hall.work()

    assert joined.status_code == 200, joined.text
    assert town_hall.signed_in("mayor").get(f"/cases/{late.reference}").get_json()["state"] == "in_work"
    third = filed(town_hall)
    chained = browser.post(f"/cases/{third.reference}/joining", {"main": late.reference})
    assert (chained.status_code, chained.get_json()["refusals"][0]["code"]) == (409, "joined")
    itself = browser.post(f"/cases/{third.reference}/joining", {"main": third.reference})
    assert itself.status_code == 422


def test_near_by_reports_are_found_by_place_and_days(town_hall: TownHall) -> None:
    here = filed(town_hall)
    browser = town_hall.signed_in("dispatcher")

    def found(query: str) -> list[str]:
        return [one["reference"] for one in browser.get(f"/cases?limit=200&{query}").get_json()["items"]]

    assert here.reference in found("near=50.3501,25.9001,150")
    assert here.reference in found("near=50.3501,25.9001,150&created_after=2026-11-22")
    assert here.reference not in found("near=50.36,25.9,150")
    assert here.reference not in found("near=50.3501,25.9001,150&created_after=2026-11-23")


def test_a_renewed_link_ends_the_old_one(town_hall: TownHall) -> None:
    case = filed(town_hall)
    browser = town_hall.signed_in("registrar")
    person = browser.get(f"/cases/{case.reference}").get_json()["applicant"]["id"]

    assert browser.post(f"/cases/{case.reference}/links", {"person": person}).status_code == 200

    assert town_hall.visitor().get(f"/api/v1/status/{case.token}").status_code == 404


@pytest.mark.parametrize(("asked", "kept"), [("en-GB,en;q=0.9", "en"), ("ru", "ru"), ("de", "uk")])
def test_whoever_files_is_written_to_in_the_language_they_filed_in(town_hall: TownHall, asked: str, kept: str) -> None:
    answer = town_hall.visitor().post("/api/v1/cases", json=POTHOLE, headers={"Accept-Language": asked})

    case = town_hall.runtime.toolbox.records.case_by_reference(1, answer.get_json()["reference"])
    assert [one.language for one in case.people] == [kept]
