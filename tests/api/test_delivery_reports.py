"""What became of an SMS comes back, and a person who was not reached is rung (facts.md, "SMS")."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID, uuid4

import pytest

from notifications.channels.kannel_reports import report_request_url
from notifications.message import Channel, Message
from runtime.silent_messages import expire_silent
from tests.api.given import filed, moved
from tests.town_hall import MONDAY, TownHall

PATH = "/api/v1/delivery-reports/kannel"


def an_sms(hall: TownHall) -> tuple[str, dict[str, Any]]:
    """(reference, the message as staff see it) of a case whose citizen was written to; each with a number of its own."""
    case = filed(
        hall, applicant={"surname": "Зразкова", "given_name": "Олена", "phone": a_phone(), "contact_by": "link"}
    )
    hall.work()
    return case.reference, sent(hall, case.reference)[0]


def a_phone() -> str:
    return f"+38067{uuid4().int % 10_000_000:07}"


def sent(hall: TownHall, reference: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = hall.signed_in("registrar").get(f"/messages?case={reference}").get_json()["items"]
    return found


def report(hall: TownHall, message: UUID, status: str, *, town: int = 1, changes: dict[str, str] | None = None) -> Any:
    wanted = Message(id=message, municipality=town, channel=Channel.SMS, to="+380671234567", subject=None, text="x")
    query = report_request_url("", wanted, hall.runtime.keys.delivery_reports).partition("?")[2]
    given = {
        **dict(parse_qsl(query.replace("%", "%25"))),
        "status": status,
        "reply": "",
        "at": "1764000000",
        **(changes or {}),
    }
    return hall.visitor().get(PATH, query_string=given)


def test_a_delivered_message_says_so(town_hall: TownHall) -> None:
    reference, message = an_sms(town_hall)

    answer = report(town_hall, UUID(message["id"]), "1")

    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert sent(town_hall, reference)[0]["status"] == "delivered"


def test_a_message_under_way_is_still_only_sent(town_hall: TownHall) -> None:
    reference, message = an_sms(town_hall)

    report(town_hall, UUID(message["id"]), "8")

    assert sent(town_hall, reference)[0]["status"] == "sent"


def test_a_number_that_failed_for_good_is_not_written_to_again(town_hall: TownHall) -> None:
    reference, message = an_sms(town_hall)
    report(town_hall, UUID(message["id"]), "2", changes={"reply": "NACK/0x0000000b"})
    before = len(town_hall.outbox.messages)

    moved(town_hall, "dispatcher", reference, "route")
    moved(town_hall, "utility_director", reference, "ask", input={"question": "Де саме?"})
    town_hall.work()

    assert [one["status"] for one in sent(town_hall, reference)] == ["failed"]
    assert len(town_hall.outbox.messages) == before


def test_a_person_who_was_not_reached_is_to_be_rung_once(town_hall: TownHall) -> None:
    reference, message = an_sms(town_hall)
    report(town_hall, UUID(message["id"]), "16")
    report(town_hall, UUID(message["id"]), "16")

    works = town_hall.signed_in("mayor").get(f"/cases/{reference}").get_json()["work"]

    assert [(one["title"], one["role"], one["done"]) for one in works] == [
        ("Повідомлення не дійшло: зателефонувати", "clerk", None)
    ]


def test_a_failure_may_be_corrected_and_nothing_else(town_hall: TownHall) -> None:
    reference, message = an_sms(town_hall)
    identity = UUID(message["id"])

    seen = []
    for status in ("2", "1", "2", "4"):
        report(town_hall, identity, status)
        seen.append(sent(town_hall, reference)[0]["status"])

    assert seen == ["failed", "delivered", "delivered", "delivered"]


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"seal": "0" * 64}, 403, "forged_report"),
        ({"town": "2"}, 403, "forged_report"),
        ({"message": "00000000-0000-7000-8000-000000000001"}, 403, "forged_report"),
        ({"status": "3"}, 422, "unreadable_report"),
        ({"message": "x"}, 422, "unreadable_report"),
    ],
)
def test_a_report_that_is_not_the_gateways_changes_nothing(
    town_hall: TownHall, changes: dict[str, str], status: int, code: str
) -> None:
    reference, message = an_sms(town_hall)

    answer = report(town_hall, UUID(message["id"]), "2", changes=changes)

    assert (answer.status_code, answer.get_json()["code"]) == (status, code)
    assert sent(town_hall, reference)[0]["status"] == "sent"


def test_a_message_of_another_town_is_not_touched(town_hall: TownHall) -> None:
    reference, message = an_sms(town_hall)

    answer = report(town_hall, UUID(message["id"]), "2", town=2)

    assert answer.status_code == 200
    assert sent(town_hall, reference)[0]["status"] == "sent"


def test_silence_for_three_days_counts_as_expired(town_hall: TownHall) -> None:
    reference, _silent = an_sms(town_hall)
    delivered, other = an_sms(town_hall)
    report(town_hall, UUID(other["id"]), "1")
    try:
        town_hall.clock.set(MONDAY + timedelta(hours=71))
        expire_silent(town_hall.runtime)
        assert sent(town_hall, reference)[0]["status"] == "sent"

        town_hall.clock.set(MONDAY + timedelta(hours=73))
        assert expire_silent(town_hall.runtime) > 0
        assert expire_silent(town_hall.runtime) == 0
        assert sent(town_hall, reference)[0]["status"] == "expired"
        assert sent(town_hall, delivered)[0]["status"] == "delivered"
    finally:
        town_hall.clock.set(MONDAY)
