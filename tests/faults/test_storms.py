"""Many at once over HTTP: one slot is sold once, one key has one effect, two clerks do not undo each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest

from runtime.database_urls import DatabaseUrls
from tests.faults.running_town import Reply, RunningTown, running_town
from tests.faults.sound import broken_invariants


@dataclass
class Storms:
    """One served town for all of them, and every case it said yes to so far."""

    town: RunningTown
    acknowledged: list[str] = field(default_factory=list)

    def broken(self, answers: Iterable[Reply]) -> list[str]:
        """What does not hold after one more storm; no worker has run."""
        self.acknowledged += {one.body["reference"] for one in answers if one.status == 201}
        return broken_invariants(self.town, self.acknowledged, settled=False)


@pytest.fixture(scope="module")
def storms(database_urls: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storms]:
    with running_town(database_urls, tmp_path_factory.mktemp("storms") / "var") as town:
        town.serve()
        yield Storms(town)


@pytest.fixture
def served(storms: Storms) -> RunningTown:
    return storms.town


def at_once(count: int, ask: Callable[[int], Reply]) -> list[Reply]:
    """All of them in threads let go together."""
    together = Barrier(count)

    def run(number: int) -> Reply:
        together.wait(60)
        return ask(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def signed_in(town: RunningTown, username: str) -> dict[str, str]:
    """Headers of a browser signed in as that official."""
    account = town.credentials[username]
    answer = town.ask("POST", "/api/v1/session", {"username": username, "password": account.password})
    assert answer.status == 200, answer
    return {"Cookie": answer.headers["set-cookie"].partition(";")[0], "X-CSRF-Token": answer.body["csrf_token"]}


def visit(town: RunningTown) -> dict[str, Any]:
    """A visit to the mayor in the first slot that is free."""
    today = town.runtime.clock.now().date()
    days = f"from={today}&to={today + timedelta(days=30)}"
    slots = town.ask("GET", f"/api/v1/calendars/mayor_reception/slots?{days}").body["items"]
    return {
        "request_type": "mayor_reception",
        "form": {"slot": next(one["id"] for one in slots if one["free"]), "subject": "Тече дах."},
        "applicant": {"surname": "Зразкова", "given_name": "Олена", "phone": "+380501234567", "contact_by": "link"},
        "channel": "page",
    }


def test_two_hundred_book_one_slot_and_one_gets_it(storms: Storms, served: RunningTown) -> None:
    body = visit(served)

    answers = at_once(200, lambda _: served.file(str(uuid4()), body))

    assert Counter((one.status, one.body.get("code")) for one in answers) == {(201, None): 1, (409, "slot_taken"): 199}
    assert storms.broken(answers) == []


def test_fifty_presses_under_one_key_are_one_case(storms: Storms, served: RunningTown) -> None:
    key = str(uuid4())

    answers = at_once(50, lambda _: served.file(key))

    assert {one.status for one in answers} <= {201, 409}
    assert {one.body["code"] for one in answers if one.status == 409} <= {"key_in_use"}
    assert len({one.body["reference"] for one in answers if one.status == 201}) == 1
    assert storms.broken(answers) == []


def test_of_two_clerks_at_once_one_moves_the_case_and_the_other_is_told_why_not(
    storms: Storms, served: RunningTown
) -> None:
    filed = served.file(str(uuid4()))
    reference = filed.body["reference"]
    path = f"/api/v1/cases/{reference}/transitions"
    clerks = [signed_in(served, "dispatcher") for _ in range(2)]

    answers = at_once(2, lambda number: served.ask("POST", path, {"name": "route"}, clerks[number]))

    assert sorted(one.status for one in answers) == [200, 409]
    refused = next(one for one in answers if one.status == 409)
    assert refused.body["code"] == "not_available"
    assert "wrong_state" in [one["code"] for one in refused.body["refusals"]]

    stale = served.ask("POST", path, {"name": "route"}, {**clerks[0], "If-Match": '"1"'})
    assert stale.status == 412
    assert storms.broken([filed]) == []


def test_a_storm_of_everything_keeps_every_invariant(storms: Storms, served: RunningTown) -> None:
    # given: twenty citizens with three presses each, while slots are fought for and half the bodies are wrong
    keys, body = [str(uuid4()) for _ in range(20)], visit(served)
    wrong = {**body, "form": {}}

    def ask(number: int) -> Reply:
        match number % 4:
            case 0:
                return served.file(keys[number % 20])
            case 1:
                return served.file(keys[(number - 1) % 20])
            case 2:
                return served.file(str(uuid4()), body)
            case _:
                return served.file(str(uuid4()), wrong)

    # when
    answers = at_once(80, ask)
    # then
    assert {one.status for one in answers} <= {201, 409, 422}
    references = {one.body["reference"] for one in answers if one.status == 201}
    assert len(references) == len({keys[number % 20] for number in range(0, 80, 4)}) + 1
    assert storms.broken(answers) == []
