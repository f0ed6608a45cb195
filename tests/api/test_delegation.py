"""One paper handed to another person over the real database: theirs alone, both names told, and back by itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from documents.signing.authority import issue_key, make_authority
from runtime.drain import drain
from tests.api.given import answering
from tests.api.offered import employ
from tests.town_hall import MONDAY, PIN, TownHall
from workflow.actor import system
from workflow.commands.add_key import AddKey


@pytest.fixture(scope="module")
def town(town_hall: TownHall) -> TownHall:
    """A town whose utility has a second director, with a key of his own."""
    employ(town_hall, "second", "utility_director", unit="utility")
    keyring = town_hall.runtime.toolbox.keyring
    key = keyring.keep(
        issue_key(make_authority("Тестовий центр", MONDAY), "second", kind="person", now=MONDAY), "second", PIN
    )
    command = AddKey(holder=key.holder, sealed_key=key.sealed_key, certificate=key.certificate)
    town_hall.runtime.application.execute(system(1), command)
    return town_hall


def test_a_paper_handed_over_is_the_others_alone_and_the_check_page_names_both(town: TownHall) -> None:
    # given
    case, document = answering(town)
    path = f"/cases/{case.reference}/delegations"
    first, second = town.signed_in("utility_director"), town.signed_in("second")
    body = {"document": document, "to": "second", "reason": "Їду на об'єкт", "until": "2026-11-23"}
    # when: what is wrong is told, and writes nothing
    assert first.post(path, {**body, "to": "foreman"}).get_json()["errors"]["to"]
    assert town.signed_in("dispatcher").post(path, body).status_code == 403
    assert first.get(f"/cases/{case.reference}").get_json()["delegations"] == []
    # when
    given = first.post(path, body, Idempotency_Key="hand-1")
    again = first.post(path, body, Idempotency_Key="hand-1")
    # then: the second press gave the answer of the first
    assert (given.status_code, again.get_data()) == (200, given.get_data())
    assert [one["to"] for one in given.get_json()["delegations"]] == ["second"]
    assert first.post(path, body).get_json()["refusals"][0]["code"] == "delegated"
    queues = {
        one: town.signed_in(one).get("/work-queue?limit=100").get_json()["items"]
        for one in ("second", "utility_director")
    }
    assert {who for who, lines in queues.items() if any(one.get("document") == document for one in lines)} == {"second"}
    refused = first.post(f"/documents/{document}/opening")
    assert (refused.status_code, refused.get_json()["refusals"][0]["code"]) == (409, "delegated")
    # when
    shown = second.post(f"/documents/{document}/opening").get_json()["sha256"]
    assert second.post(f"/documents/{document}/signatures", {"pin": PIN, "sha256": shown}).status_code == 200
    drain(town.runtime)
    # then
    paper = first.get(f"/documents/{document}").get_json()
    assert paper["status"] == "complete"
    check = town.visitor().get(f"/api/v1/verifications/{paper['code']}").get_json()
    assert (check["signatures"][0]["by"], check["signatures"][0]["delegated_by"]) == ("Second", "Петро Типовий")
    history = first.get(f"/cases/{case.reference}/history").get_json()["items"]
    assert "WorkDelegated" in {one["type"] for one in history}


def test_what_is_not_done_in_time_comes_back_and_may_be_taken_back_before(town: TownHall) -> None:
    # given
    case, document = answering(town)
    first = town.signed_in("utility_director")
    path = f"/cases/{case.reference}/delegations"
    until = datetime(2026, 11, 23, 16, tzinfo=UTC).isoformat()
    body = {"document": document, "to": "second", "reason": "Їду на об'єкт", "until": until}
    identifier = first.post(path, body).get_json()["delegations"][0]["id"]
    # when
    stranger = town.signed_in("dispatcher").post(f"{path}/{identifier}/end")
    taken = first.post(f"{path}/{identifier}/end")
    # then
    assert (stranger.status_code, taken.get_json()["delegations"][0]["how"]) == (403, "taken_back")
    assert first.post(f"{path}/{identifier}/end").status_code == 409
    assert first.post(f"/documents/{document}/opening").status_code == 200
    # when: exactly one thing is named, and only what awaits a role can be handed over
    assert first.post(path, {**body, "role": "foreman"}).status_code == 422
    assert first.post(path, {"work": identifier, "to": "second", "reason": "Так", "until": until}).status_code == 404
