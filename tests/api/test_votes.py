"""A petition over HTTP: codes that prove a phone, one vote each, the hundredth vote, paper, and the public tally."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from runtime.database_urls import DatabaseUrls
from tests.api.given import moved
from tests.town_hall import DEFINITIONS, TownHall, a_town
from workflow.actor import system, visitor
from workflow.commands.cast_vote import CastVote
from workflow.commands.publish_definition import PublishDefinition
from workflow.definition.definition_files import read_folder
from workflow.definition.load import load_files
from workflow.definition.shared_parts import read_shared_parts

PHONE = "+380671112233"
FORM = {
    "subject": "Освітити стежку до школи № 2",
    "demand": "Діти йдуть додому в темряві. Просимо поставити шість ліхтарів.",
    "addressed_to": "mayor",
}


@pytest.fixture(scope="module")
def hall(database_urls: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TownHall]:
    with a_town(database_urls, tmp_path_factory.mktemp("papers")) as made:
        shared = read_shared_parts(DEFINITIONS / "_shared")
        definition, bundle = load_files(read_folder(DEFINITIONS / "petition"), shared.files)
        made.runtime.application.execute(system(1), PublishDefinition(definition=definition, bundle=bundle.to_bytes()))
        yield made


@pytest.fixture(autouse=True)
def _later(hall: TownHall) -> None:
    # Every test begins with fresh limits on phones and addresses.
    hall.clock.advance(timedelta(hours=2))


def submitted(hall: TownHall) -> str:
    applicant = {"surname": "Зразкова", "given_name": "Олена", "phone": "+380671234567"}
    answer = hall.visitor().post(
        "/api/v1/cases", json={"request_type": "petition", "form": FORM, "applicant": applicant, "channel": "page"}
    )
    assert answer.status_code == 201, answer.text
    return str(answer.get_json()["reference"])


def collecting(hall: TownHall) -> str:
    reference = submitted(hall)
    moved(hall, "registrar", reference, "publish")
    return reference


def code_for(hall: TownHall, reference: str, phone: str = PHONE) -> str:
    answer = hall.visitor().post(f"/api/v1/cases/{reference}/votes/codes", json={"phone": phone})
    assert answer.status_code == 202, answer.text
    hall.work()
    message = next(one for one in reversed(hall.outbox.messages) if one.to == phone)
    found = re.search(r"код (\d{6})", message.text)
    assert found is not None
    return found[1]


def vote(hall: TownHall, reference: str, **body: Any) -> Any:
    return hall.visitor().post(f"/api/v1/cases/{reference}/votes", json={"phone": PHONE, **body})


def support(hall: TownHall, reference: str, count: int) -> None:
    """Votes whose phones were proved elsewhere."""
    for number in range(count):
        command = CastVote(reference=reference, identity=f"phone:+38050{number:07d}")
        hall.runtime.application.execute(visitor(1), command)


def test_a_citizen_without_an_account_votes_once_with_a_proved_phone(hall: TownHall) -> None:
    reference = collecting(hall)
    code = code_for(hall, reference)

    first = vote(hall, reference, code=code)
    again = vote(hall, reference, code=code)

    assert (first.status_code, first.get_json()) == (
        201,
        {"votes": 1, "paper": 0, "total": 1, "threshold": 100, "reached": False},
    )
    assert (again.status_code, again.get_json()["code"]) == (409, "already_voted")


def test_the_same_request_again_is_answered_the_same_and_counts_once(hall: TownHall) -> None:
    reference = collecting(hall)
    body = {"phone": PHONE, "code": code_for(hall, reference)}
    key = {"Idempotency-Key": "01890a5d-ac96-774b-bcce-b302099a8057"}
    answers = [hall.visitor().post(f"/api/v1/cases/{reference}/votes", json=body, headers=key) for _ in range(2)]
    assert [one.status_code for one in answers] == [201, 201]
    assert answers[0].data == answers[1].data


def test_everybody_sees_the_tally_and_what_is_asked_and_nobody_who(hall: TownHall) -> None:
    reference = collecting(hall)
    vote(hall, reference, code=code_for(hall, reference))

    answer = hall.visitor().get(f"/api/v1/cases/{reference}/votes")

    body = answer.get_json()
    assert (body["open"], body["total"], body["threshold"]) == (True, 1, 100)
    # Three months from whichever day this test finds.
    assert body["until"] in ("2027-02-23", "2027-02-24", "2027-02-25")
    assert body["about"][0] == {"label": "Про що петиція", "text": "Освітити стежку до школи № 2"}
    assert not [word for word in ("Зразкова", "Олена", "671112233", "671234567") if word in answer.text]


def test_a_petition_that_is_not_published_is_unknown_to_voters(hall: TownHall) -> None:
    reference = submitted(hall)
    assert hall.visitor().get(f"/api/v1/cases/{reference}/votes").status_code == 404
    asked = hall.visitor().post(f"/api/v1/cases/{reference}/votes/codes", json={"phone": PHONE})
    assert (asked.status_code, asked.get_json()["code"]) == (404, "unknown_case")


def test_a_wrong_code_is_refused_and_too_many_stop_the_trying(hall: TownHall) -> None:
    reference = collecting(hall)
    right = code_for(hall, reference)
    wrong = f"{(int(right) + 1) % 10**6:06d}"
    tries = [vote(hall, reference, code=wrong) for _ in range(6)]
    assert [one.get_json()["code"] for one in tries] == ["wrong_code"] * 5 + ["too_many_requests"]
    assert vote(hall, reference, code=right).status_code == 429


def test_a_code_is_for_one_voting_one_phone_and_some_minutes(hall: TownHall) -> None:
    first, second = collecting(hall), collecting(hall)
    code = code_for(hall, first)
    assert vote(hall, second, code=code).get_json()["code"] == "wrong_code"
    other = hall.visitor().post(f"/api/v1/cases/{first}/votes", json={"phone": "+380671112244", "code": code})
    assert other.get_json()["code"] == "wrong_code"
    hall.clock.advance(timedelta(minutes=11))
    assert vote(hall, first, code=code).get_json()["code"] == "wrong_code"


def test_codes_to_one_phone_are_few(hall: TownHall) -> None:
    reference = collecting(hall)
    answers = [
        hall.visitor().post(f"/api/v1/cases/{reference}/votes/codes", json={"phone": "+380671112255"}).status_code
        for _ in range(4)
    ]
    assert answers == [202, 202, 202, 429]


def test_what_is_no_phone_is_wrong_input(hall: TownHall) -> None:
    reference = collecting(hall)
    answer = hall.visitor().post(f"/api/v1/cases/{reference}/votes/codes", json={"phone": "дзвоніть"})
    assert answer.status_code == 422
    assert "phone" in answer.get_json()["errors"]


def test_a_vote_can_be_taken_back_while_the_petition_collects(hall: TownHall) -> None:
    reference = collecting(hall)
    code = code_for(hall, reference)
    vote(hall, reference, code=code)
    path = f"/api/v1/cases/{reference}/votes/withdrawal"

    back = hall.visitor().post(path, json={"phone": PHONE, "code": code})
    again = hall.visitor().post(path, json={"phone": PHONE, "code": code})

    assert (back.status_code, back.get_json()["total"]) == (200, 0)
    assert (again.status_code, again.get_json()["code"]) == (404, "unknown_vote")
    assert vote(hall, reference, code=code).get_json()["total"] == 1


def test_the_hundredth_vote_brings_the_petition_under_review_once(hall: TownHall) -> None:
    reference = collecting(hall)
    support(hall, reference, 99)
    before = len(hall.outbox.messages)

    last = vote(hall, reference, code=code_for(hall, reference))
    hall.work()

    assert last.get_json()["reached"] is True
    history = hall.signed_in("registrar").get(f"/cases/{reference}/history").get_json()["items"]
    told = [one["type"] for one in history]
    assert told.count("SupportClosed") == 1
    assert [one["data"]["name"] for one in history if one["type"] == "Transitioned"] == ["publish", "reach"]
    assert any("досить підтримок" in one.text for one in hall.outbox.messages[before:])
    late = hall.visitor().get(f"/api/v1/cases/{reference}/votes").get_json()
    assert (late["open"], late["total"]) == (False, 100)


def test_only_named_roles_count_paper_and_a_phone_that_voted_counts_once(hall: TownHall) -> None:
    reference = collecting(hall)
    vote(hall, reference, code=code_for(hall, reference))
    body = {"unnamed": 5, "phones": [PHONE, "+380671119999"]}

    entered = hall.signed_in("registrar").post(f"/cases/{reference}/votes/paper", body)
    refused = hall.signed_in("mayor").post(f"/cases/{reference}/votes/paper", body)
    stranger = hall.visitor().post(f"/api/v1/cases/{reference}/votes/paper", json=body)

    assert entered.status_code == 200, entered.text
    shown = entered.get_json()
    assert (shown["counted"], shown["repeated"], shown["total"]) == (6, 1, 7)
    assert refused.status_code == 403
    assert stranger.status_code == 401


def test_no_job_message_or_history_keeps_a_voters_phone(hall: TownHall) -> None:
    reference = collecting(hall)
    phone = "+380671117788"
    code = code_for(hall, reference, phone)
    hall.visitor().post(f"/api/v1/cases/{reference}/votes", json={"phone": phone, "code": code})

    with hall.runtime.database.reading(1) as look:
        for table in ("history", "messages", "votes", "procrastinate_jobs"):
            rows = look.connection.exec_driver_sql(f"SELECT t::text FROM {table} t").scalars()
            assert not [row for row in rows if phone[1:] in row or f"код {code}" in row], table
