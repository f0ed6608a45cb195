"""A request to another office: a case under a case, over the real database and through the worker."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from tests.api.given import moved
from tests.api.offered import employ, offer
from tests.town_hall import TownHall
from workflow.actor import system
from workflow.commands.open_child_case import OpenChildCase

FILED: dict[str, Any] = {
    "request_type": "house_certificate",
    "form": {"house": "вул. Лісова, 8"},
    "applicant": {"surname": "Зразкова", "given_name": "Олена", "phone": "+380671234567"},
}


@pytest.fixture(scope="module")
def archive(town_hall: TownHall) -> TownHall:
    """A town whose archive answers requests."""
    offer(town_hall, "archive_request", "house_certificate")
    employ(town_hall, "archivist")
    employ(town_hall, "archive_head")
    employ(town_hall, "head")
    employ(town_hall, "house_specialist", "specialist")
    return town_hall


def asked(hall: TownHall) -> tuple[str, str, str]:
    """A certificate whose house the archive was asked about: (its reference, the status link, the request's)."""
    opened = hall.visitor().post("/api/v1/cases", json=FILED)
    assert opened.status_code == 201, opened.text
    reference = opened.get_json()["reference"]
    moved(hall, "house_specialist", reference, "ask_archive")
    hall.work()
    (child,) = seen(hall, reference)["children"]
    return reference, opened.get_json()["status_url"].rpartition("/")[2], child["reference"]


def seen(hall: TownHall, reference: str) -> dict[str, Any]:
    answer = hall.signed_in("mayor").get(f"/cases/{reference}")
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.get_json()
    return body


def test_the_request_has_a_number_a_clock_and_a_queue_of_its_own_and_knows_its_parent(archive: TownHall) -> None:
    reference, _, child = asked(archive)

    request = seen(archive, child)
    parent = seen(archive, reference)
    queue = archive.signed_in("archivist").get("/work-queue?limit=200").get_json()["items"]

    assert request["request_type"] == "archive_request"
    assert request["form"] == {"house": "вул. Лісова, 8"}
    assert [one["clock"] for one in request["deadlines"]] == ["answer"]
    assert request["links"] == [{"kind": "parent", "reference": reference}]
    assert request["applicant"]["organisation"] == "Зразківська міська рада"
    assert parent["links"] == [{"kind": "child", "reference": child}]
    assert (parent["children"][0]["status"], parent["children"][0]["wait"]) == ("open", "all")
    assert [one["kind"] for one in queue if one["reference"] == child] == ["transition"]


def test_its_answer_comes_back_and_moves_the_parent_on(archive: TownHall) -> None:
    reference, _, child = asked(archive)

    early = archive.signed_in("head").post(f"/cases/{reference}/transitions", {"name": "give"})
    moved(archive, "archivist", child, "answer", input={"area": 54, "owner": "Зразкова Олена"})
    archive.work()
    parent = seen(archive, reference)

    assert (early.status_code, [one["code"] for one in early.get_json()["refusals"]]) == (409, ["open_children"])
    assert child in early.get_json()["refusals"][0]["message"]
    assert parent["state"] == "preparing"
    assert parent["inputs"] == {"area": 54, "owner": "Зразкова Олена", "archive_said": "satisfied"}
    assert (parent["children"][0]["status"], parent["children"][0]["outcome"]) == ("ended", "satisfied")
    history = archive.signed_in("mayor").get(f"/cases/{reference}/history?limit=200").get_json()["items"]
    assert "Зразкова" not in str(history), "what is personal there stays personal here"


def test_a_job_that_runs_twice_opens_one_request(archive: TownHall) -> None:
    reference, _, child = asked(archive)
    before = seen(archive, reference)
    with archive.runtime.database.reading(1) as look:
        rows = look.connection.exec_driver_sql(
            "SELECT p.id, c.id FROM cases p, cases c WHERE p.reference = %s AND c.reference = %s", (reference, child)
        ).fetchall()
    (parent, opened) = rows[0]

    archive.runtime.application.execute(system(1), OpenChildCase(parent=parent, child=opened))

    assert seen(archive, reference) == before


def test_a_withdrawn_certificate_lets_go_of_its_request(archive: TownHall) -> None:
    reference, token, child = asked(archive)

    gone = archive.visitor().post(
        f"/api/v1/status/{token}/transitions",
        json={"name": "withdraw", "input": {}},
        headers={"Idempotency-Key": str(uuid4())},
    )
    archive.work()

    assert gone.status_code == 200, gone.text
    assert seen(archive, reference)["children"][0]["status"] == "cancelled"
    assert (seen(archive, child)["state"], seen(archive, child)["outcome"]) == ("withdrawn", "withdrawn")
    queue = archive.signed_in("archivist").get("/work-queue?limit=200").get_json()["items"]
    assert [one for one in queue if one["reference"] == child] == []


def test_a_request_that_cannot_be_opened_is_an_incident_and_dropping_it_lets_the_case_go_on(archive: TownHall) -> None:
    offer(archive, "well_certificate")
    opened = archive.visitor().post("/api/v1/cases", json={**FILED, "request_type": "well_certificate"})
    reference = opened.get_json()["reference"]
    moved(archive, "house_specialist", reference, "ask_archive")
    archive.work()
    admin = archive.signed_in("admin")
    stuck = [one for one in admin.get("/incidents").get_json()["items"] if one["reference"] == reference]

    assert [(one["kind"], one["reason"]) for one in stuck] == [("open_child", "unknown_request_type")]
    assert seen(archive, reference)["children"][0]["status"] == "wanted"
    for _ in range(2):
        admin.post(f"/incidents/{stuck[0]['id']}/settlement", {"how": "drop"})
    archive.work()
    parent = seen(archive, reference)
    assert (parent["state"], parent["children"][0]["status"]) == ("preparing", "cancelled")
