"""What was sent to people, as staff see it."""

from __future__ import annotations

from tests.api.given import filed
from tests.town_hall import TownHall


def test_messages_are_told_with_the_link_masked_but_for_who_may_resend_it(town_hall: TownHall) -> None:
    case = filed(town_hall)
    town_hall.work()

    masked = town_hall.signed_in("dispatcher").get(f"/messages?case={case.reference}").get_json()["items"]
    clear = town_hall.signed_in("registrar").get(f"/messages?case={case.reference}").get_json()["items"]

    assert (
        town_hall.outbox.messages[-1].text
        == f"{case.reference}: отримали. Стежити: http://127.0.0.1:8000/s/{case.token}"
    )
    assert masked[0]["text"] == f"{case.reference}: отримали. Стежити: http://127.0.0.1:8000/s/…"
    assert clear[0]["text"].endswith(f"/s/{case.token}")
    assert (masked[0]["channel"], masked[0]["to"], masked[0]["status"]) == ("sms", "+380671234567", "sent")
    assert set(masked[0]) == {"id", "channel", "to", "text", "parts", "status", "at"}
