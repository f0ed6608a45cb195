"""Fees over the real database: paid at the counter, from the bank's list, by nobody else; a gate that opens by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from runtime.cli import main
from runtime.database_urls import DatabaseUrls
from runtime.drain import drain
from tests.api.offered import employ, offer
from tests.town_hall import TownHall

COPY: dict[str, Any] = {
    "request_type": "plan_copy",
    "form": {"plan": "house", "delivery": "desk"},
    "applicant": {"surname": "Зразкова", "given_name": "Олена", "phone": "+380671234567"},
}
PAYMENT = {"amount": "50", "date": "2026-11-23", "document": "К-17"}


@pytest.fixture(scope="module")
def town(town_hall: TownHall) -> TownHall:
    """A town that offers copies of plans for a fee."""
    offer(town_hall, "plan_copy")
    for username in ("clerk", "architect"):
        employ(town_hall, username)
    employ(town_hall, "cashier", "cashier", "operator")
    employ(town_hall, "till", "cashier", unit="utility")
    return town_hall


def billed(town: TownHall) -> str:
    answer = town.visitor().post("/api/v1/cases", json=COPY)
    assert answer.status_code == 201, answer.text
    reference: str = answer.get_json()["reference"]
    moved = town.signed_in("clerk").post(f"/cases/{reference}/transitions", {"name": "bill"})
    assert moved.status_code == 200, moved.text
    return reference


def shown(town: TownHall, reference: str) -> dict[str, Any]:
    case: dict[str, Any] = town.signed_in("clerk").get(f"/cases/{reference}").get_json()
    return case


def test_what_is_paid_lets_the_case_go_on_and_is_recorded_once(town: TownHall) -> None:
    # given
    reference = billed(town)
    path = f"/cases/{reference}/fee"
    fee = shown(town, reference)["fee"]
    assert (fee["amount"], fee["status"], fee["purpose"]) == ("50.00", "due", "Плата за копію плану")
    # when
    assert town.signed_in("clerk").post(f"{path}/payments", PAYMENT).status_code == 403
    cashier, till = town.signed_in("cashier"), town.signed_in("till")
    lines = till.get("/work-queue?limit=100").get_json()["items"]
    assert (reference, "Чекаємо плати: записати, коли надійде") in [(one["reference"], one["title"]) for one in lines]
    assert till.get(f"/cases/{reference}").status_code == 200
    wrong = cashier.post(f"{path}/payments", {"amount": "0", "date": "2027-01-01", "document": " "}).get_json()
    assert set(wrong["errors"]) == {"amount", "date", "document"}
    paid = cashier.post(f"{path}/payments", PAYMENT)
    assert paid.get_json()["fee"]["status"] == "paid", paid.text
    drain(town.runtime)
    # then: whoever only takes the money hears of the case no more
    assert shown(town, reference)["state"] == "registered"
    assert till.get(f"/cases/{reference}").status_code == 404
    assert cashier.post(f"{path}/payments", PAYMENT).status_code == 200
    assert (
        cashier.post(f"{path}/payments", {**PAYMENT, "document": "К-18"}).get_json()["refusals"][0]["code"]
        == "fee_settled"
    )
    assert cashier.post(f"{path}/waiver", {"reason": "Так"}).status_code == 409
    refund = {**PAYMENT, "document": "В-1", "reason": "Олена передумала"}
    assert cashier.post(f"{path}/refunds", {**refund, "amount": "50.01"}).get_json()["errors"]["amount"]
    assert cashier.post(f"{path}/refunds", refund).status_code == 200
    fee = shown(town, reference)["fee"]
    assert (fee["received"], len(fee["payments"]), fee["refunds"][0]["reason"]) == ("0.00", 1, "Олена передумала")
    history = town.signed_in("clerk").get(f"/cases/{reference}/history").get_json()
    assert "передумала" not in repr(history)


def test_the_banks_list_is_read_line_by_line_and_may_be_read_again(
    town: TownHall, database_urls: DatabaseUrls, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # given: the command counts by the real day, so the payments are long past
    monkeypatch.setenv("DATABASE_URL", database_urls.app)
    monkeypatch.setenv("SPRAVA_DATA", str(town.runtime.settings.data))
    monkeypatch.setenv("SPRAVA_DEMO", "1")
    first, second = billed(town), billed(town)
    file = tmp_path / "bank.csv"
    rows = [
        f"{first},50.00,2026-01-15,Б-1",
        f"{second},20,2026-01-15,Б-2",
        f"{second},x,2026-01-15,Б-3",
        "26-99999,5,2026-01-15,Б-4",
    ]
    file.write_text("reference,amount,date,document\n" + "\n".join(rows) + "\n", encoding="utf-8")
    # when
    told = [CliRunner().invoke(main, ["fees", "import", str(file)]) for _ in range(2)]
    drain(town.runtime)
    # then
    assert [one.stdout for one in told] == [
        "Recorded: 2, known before: 0, of 4\n",
        "Recorded: 0, known before: 2, of 4\n",
    ]
    assert [line.partition(": ")[0] for line in told[0].stderr.splitlines()] == ["line 4", "line 5"]
    assert [shown(town, one)["fee"]["status"] for one in (first, second)] == ["paid", "due"]
    assert [shown(town, one)["state"] for one in (first, second)] == ["registered", "unpaid"]
