"""How often a request speaks to the database, and how much it says: neither may creep."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

import pytest

from store.wire import Row, Statement, Wire
from tests.api.given import filed, routed
from tests.town_hall import TownHall


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many statements travelled together, packet by packet."""
    packets: list[int] = []
    say = Wire.say

    def noted(wire: Wire, statements: Sequence[Statement], *, of: int = -1) -> list[Row]:
        packets.append(len(statements))
        return say(wire, statements, of=of)

    monkeypatch.setattr(Wire, "say", noted)
    return packets


def test_a_transition_asks_who_and_what_and_writes_all_at_once(town_hall: TownHall, said: list[int]) -> None:
    case = filed(town_hall)
    browser = town_hall.signed_in("dispatcher")
    said.clear()

    answer = browser.post(f"/cases/{case.reference}/transitions", {"name": "route"})

    assert answer.status_code == 200
    # Who asks, with the case under its lock; row, history, queue, deadlines, timers, values to show and the commit.
    assert said == [3, 7]


def test_a_key_costs_no_round_trip_and_one_statement(town_hall: TownHall, said: list[int]) -> None:
    case = filed(town_hall)
    browser = town_hall.signed_in("dispatcher")
    said.clear()

    answer = browser.post(f"/cases/{case.reference}/transitions", {"name": "route"}, Idempotency_Key=str(uuid4()))

    assert answer.status_code == 200
    # The key is claimed with the municipality, and what was answered under it comes with the case; then the answer.
    assert said == [3, 8]


def test_reading_a_case_asks_who_and_for_the_case(town_hall: TownHall, said: list[int]) -> None:
    case = routed(town_hall)
    browser = town_hall.signed_in("dispatcher")
    said.clear()

    assert browser.get(f"/cases/{case.reference}").status_code == 200
    assert said == [2, 2]
