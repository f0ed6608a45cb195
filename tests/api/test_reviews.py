"""Reviews and acquaintance over HTTP, on a real database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from runtime.database_urls import DatabaseUrls
from tests.api.given import moved
from tests.reviewed_town import open_reviews
from tests.town_hall import MONDAY, TownHall, a_town
from workflow.actor import system
from workflow.commands.add_substitution import AddSubstitution
from workflow.commands.end_substitution import EndSubstitution
from workflow.town import Substitution

FILED: dict[str, Any] = {
    "request_type": "reviewed_answer",
    "form": {"subject": "Тече дах."},
    "applicant": {
        "surname": "Приймальний",
        "given_name": "Степан",
        "phone": "+380671234567",
        "address": "вул. Енергетиків, 12",
        "contact_by": "voice",
    },
    "channel": "page",
}


@pytest.fixture(scope="module")
def hall(database_urls: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TownHall]:
    """The town with a service whose answers are reviewed."""
    with a_town(database_urls, tmp_path_factory.mktemp("papers")) as town:
        open_reviews(town.runtime.application)
        yield town


def drafted(hall: TownHall, text: str = "Дах відремонтовано. Допомогу виплатять.") -> str:
    """A case whose answer the lawyer drafted: its reference."""
    answer = hall.visitor().post("/api/v1/cases", json=FILED)
    assert answer.status_code == 201, answer.text
    reference: str = answer.get_json()["reference"]
    moved(hall, "lawyer", reference, "draft", input={"answer_text": text})
    return reference


def under_review(hall: TownHall) -> tuple[str, str]:
    """… sent for visas: (reference, id of the round)."""
    reference = drafted(hall)
    moved(hall, "lawyer", reference, "ask_visas")
    return reference, rounds(hall, reference)[-1]["id"]


def rounds(hall: TownHall, reference: str, by: str = "mayor") -> list[dict[str, Any]]:
    answer = hall.signed_in(by).get(f"/cases/{reference}/reviews")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.get_json()["items"]
    return items


def visa(hall: TownHall, by: str, reference: str, review: str, verdict: str = "agreed", **more: str) -> Any:
    return hall.signed_in(by).post(f"/cases/{reference}/reviews/{review}/visas", {"verdict": verdict, **more})


def lines(hall: TownHall, username: str, reference: str) -> list[dict[str, Any]]:
    items = hall.signed_in(username).get("/work-queue?limit=200").get_json()["items"]
    return [one for one in items if one["reference"] == reference]


def test_a_round_is_shown_whole_and_stands_in_the_reviewers_queue(hall: TownHall) -> None:
    reference, review = under_review(hall)

    (shown,) = rounds(hall, reference)

    assert (shown["id"], shown["document"], shown["status"], shown["current"]) == (
        review,
        "answer_letter",
        "open",
        True,
    )
    assert (shown["order"], shown["needed"], shown["opener"], shown["due"]) == ("in_turn", 2, "lawyer", "2026-11-25")
    assert [(one["role"], one["asked"], one["visa"]) for one in shown["reviewers"]] == [
        ("deputy", True, None),
        ("social", False, None),
    ]
    assert [(one["mark"], one["text"]) for one in shown["difference"]] == [
        ("kept", "Дах відремонтовано."),
        ("kept", "Допомогу виплатять."),
    ]
    (line,) = lines(hall, "deputy", reference)
    assert (line["kind"], line["review"]) == ("review", review)
    assert lines(hall, "social", reference) == []


def test_visas_fall_with_the_text_and_the_difference_is_marked(hall: TownHall) -> None:
    reference, review = under_review(hall)
    assert visa(hall, "deputy", reference, review).status_code == 201
    answer = visa(hall, "social", reference, review, "agreed_with_remarks", remark="вказати дату виплати")
    assert answer.get_json()["status"] == "complete"
    assert "дату" not in answer.text

    moved(hall, "lawyer", reference, "mend", input={"answer_text": "Дах відремонтовано. Виплатять 15 грудня."})

    (shown,) = rounds(hall, reference)
    assert (shown["status"], shown["changed"]) == ("open", ["answer_text"])
    assert [(one["verdict"], one["remark"], one["fallen"] is not None) for one in shown["visas"]] == [
        ("agreed", None, True),
        ("agreed_with_remarks", "вказати дату виплати", True),
    ]
    assert [(one["mark"], one["text"]) for one in shown["difference"]] == [
        ("kept", "Дах відремонтовано."),
        ("removed", "Допомогу виплатять."),
        ("added", "Виплатять 15 грудня."),
    ]
    history = hall.signed_in("mayor").get(f"/cases/{reference}/history").get_json()["items"]
    assert [one["type"] for one in history][-2:] == ["Transitioned", "VisasFallen"]


def test_a_visa_on_a_text_that_changed_meanwhile_is_refused(hall: TownHall) -> None:
    reference, review = under_review(hall)
    (shown,) = rounds(hall, reference)
    moved(hall, "lawyer", reference, "mend", input={"answer_text": "Інше."})

    stale = visa(hall, "deputy", reference, review, text=shown["text"])

    assert (stale.status_code, stale.get_json()["code"]) == (409, "text_changed")
    assert visa(hall, "deputy", reference, review, text=rounds(hall, reference)[0]["text"]).status_code == 201


def test_the_wrong_person_the_wrong_moment_and_the_wrong_words_have_codes(hall: TownHall) -> None:
    reference, review = under_review(hall)

    def outcome(by: str, verdict: str = "agreed", **more: str) -> tuple[int, str, list[str]]:
        answer = visa(hall, by, reference, review, verdict, **more)
        body = answer.get_json()
        return answer.status_code, body["code"], [one["code"] for one in body.get("refusals", [])]

    assert outcome("mayor") == (403, "not_permitted", [])
    assert outcome("social") == (404, "unknown_case", [])
    assert outcome("deputy", "perhaps")[:2] == (422, "invalid_input")
    assert outcome("deputy", "not_agreed")[:2] == (422, "invalid_input")
    assert visa(hall, "deputy", reference, review, "not_agreed", remark="рано").get_json()["status"] == "failed"
    (line,) = [one for one in lines(hall, "lawyer", reference) if one["kind"] != "transition"]
    assert (line["kind"], line["title"]) == ("work", "Не погоджено: виправити текст")
    unknown = hall.signed_in("mayor").post(f"/cases/{reference}/reviews/{uuid4()}/visas", {"verdict": "agreed"})
    assert (unknown.status_code, unknown.get_json()["code"]) == (404, "unknown_review")


def test_the_same_visa_sent_twice_is_given_once(hall: TownHall) -> None:
    reference, review = under_review(hall)
    browser, key = hall.signed_in("deputy"), str(uuid4())
    path = f"/cases/{reference}/reviews/{review}/visas"

    first = browser.post(path, {"verdict": "agreed"}, Idempotency_Key=key)
    second = browser.post(path, {"verdict": "agreed"}, Idempotency_Key=key)

    assert (first.status_code, second.status_code) == (201, 201)
    assert second.data == first.data
    assert len(rounds(hall, reference)[0]["visas"]) == 1


def test_whoever_asked_takes_the_round_back(hall: TownHall) -> None:
    reference, review = under_review(hall)
    path = f"/cases/{reference}/reviews/{review}/withdrawal"

    assert hall.signed_in("mayor").post(path, {"reason": "рано"}).status_code == 403
    answer = hall.signed_in("lawyer").post(path, {"reason": "ще не готово"})

    assert (answer.status_code, answer.get_json()["status"]) == (200, "withdrawn")
    assert rounds(hall, reference)[0]["reason"] == "ще не готово"
    assert lines(hall, "deputy", reference) == []


def test_whoever_stands_in_gives_the_visa_under_both_names(hall: TownHall, request: pytest.FixtureRequest) -> None:
    reference, review = under_review(hall)
    absence = Substitution(
        absent="deputy",
        acting="registrar",
        since=MONDAY,
        until=MONDAY + timedelta(days=1),
        order_number="214-к",
        order_date=date(2026, 11, 20),
    )
    execute = hall.runtime.application.execute
    made = execute(system(1), AddSubstitution(substitution=absence)).executed.value["id"]
    # The others of this file need the deputy at work again.
    request.addfinalizer(lambda: execute(system(1), EndSubstitution(substitution=UUID(str(made)))))

    (line,) = lines(hall, "registrar", reference)
    assert (line["kind"], line["acting_for"]) == ("review", "deputy")
    assert visa(hall, "registrar", reference, review).status_code == 201
    (given,) = rounds(hall, reference)[0]["visas"]
    assert (given["by"], given["name"], given["acting_for"]) == ("registrar", "Оксана Журнальна", "deputy")
    last = hall.signed_in("mayor").get(f"/cases/{reference}/history").get_json()["items"][-1]
    assert (last["type"], last["actor"], last["acting_for"]) == ("VisaGiven", "staff:registrar", "deputy")


def test_people_and_units_are_acquainted_each_on_their_date(hall: TownHall) -> None:
    reference = drafted(hall)
    browser = hall.signed_in("mayor")
    path = f"/cases/{reference}/acquaintances"

    made = browser.post(path, {"people": ["deputy", "council_office"], "due": "2026-11-27"})

    assert made.status_code == 201, made.text
    listed = made.get_json()
    assert [one["user"] for one in listed["people"]] == ["deputy", "registrar", "sign_worker", "specialist"]
    (line,) = [one for one in lines(hall, "specialist", reference) if one["kind"] == "work"]
    assert (line["title"], line["acquaintance"]) == ("Ознайомитися", listed["id"])
    read = hall.signed_in("specialist").post(f"{path}/{listed['id']}/reading")
    again = hall.signed_in("mayor").post(f"{path}/{listed['id']}/reading")
    assert (read.status_code, again.status_code) == (200, 403)
    (shown,) = browser.get(path).get_json()["items"]
    assert [one["user"] for one in shown["people"] if one["read"]] == ["specialist"]
    at = datetime.fromisoformat(next(one["read"] for one in shown["people"] if one["read"]))
    assert at.astimezone(UTC).date() == hall.clock.now().date()


def test_a_list_of_readers_is_weighed(hall: TownHall) -> None:
    reference = drafted(hall)
    path = f"/cases/{reference}/acquaintances"

    def outcome(body: dict[str, Any]) -> tuple[int, str]:
        answer = hall.signed_in("mayor").post(path, body)
        return answer.status_code, answer.get_json()["code"]

    assert outcome({"people": []}) == (422, "invalid_input")
    assert outcome({"people": ["ghost"]}) == (422, "invalid_input")
    assert outcome({"people": ["deputy"], "due": "2026-11-01"}) == (422, "invalid_input")
    assert outcome({"people": ["deputy"], "document": str(uuid4())}) == (404, "unknown_document")
    unknown = hall.signed_in("mayor").post(f"{path}/{uuid4()}/reading")
    assert (unknown.status_code, unknown.get_json()["code"]) == (404, "unknown_acquaintance")
