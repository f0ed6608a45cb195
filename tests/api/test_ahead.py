"""A command's transaction is begun while its asker is looked up; whoever is refused leaves nothing locked behind."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from store.wire import Wire
from tests.api.given import filed, in_work, routed
from tests.town_hall import MONDAY, PIN, StaffBrowser, TownHall
from workflow.ports.idempotency import STAFF_SCOPE, IdempotencyKey, StoredReply

_OPEN = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND state LIKE 'idle in transaction%%'
"""


def left_open(hall: TownHall) -> int:
    """How many transactions nobody ended."""
    [(count,)] = hall.runtime.database.glance(1).ask(_OPEN, {})
    return int(count)


def _with_a_wrong_token(browser: StaffBrowser, path: str) -> int:
    return browser.post(path, {"name": "route"}, X_CSRF_Token="wrong").status_code


def _with_a_body_that_is_none(browser: StaffBrowser, path: str) -> int:
    return browser.post(path, {"nothing": 1}).status_code


def _for_an_unknown_move(browser: StaffBrowser, path: str) -> int:
    return browser.post(path, {"name": "nowhere"}).status_code


def _of_an_older_version(browser: StaffBrowser, path: str) -> int:
    return browser.post(path, {"name": "route"}, If_Match='"99"').status_code


@pytest.mark.parametrize(
    ("ask", "status"),
    [
        (_with_a_wrong_token, 403),
        (_with_a_body_that_is_none, 422),
        (_for_an_unknown_move, 409),
        (_of_an_older_version, 412),
    ],
)
def test_a_refused_request_leaves_no_transaction_and_no_lock(
    town_hall: TownHall, ask: Callable[[StaffBrowser, str], int], status: int
) -> None:
    case = filed(town_hall)
    browser = town_hall.signed_in("dispatcher")
    path = f"/cases/{case.reference}/transitions"

    assert ask(browser, path) == status

    assert left_open(town_hall) == 0
    assert browser.post(path, {"name": "route"}).status_code == 200


def test_whoever_is_not_signed_in_locks_nothing(town_hall: TownHall, monkeypatch: pytest.MonkeyPatch) -> None:
    case = filed(town_hall)
    browser = town_hall.signed_in("dispatcher")
    browser.client.delete("/api/v1/session", headers={"X-CSRF-Token": browser.csrf})
    found: list[int] = []
    say = Wire.say

    def noted(wire: Wire, statements: list[object]) -> list[object]:
        rows = say(wire, statements)  # type: ignore[arg-type]
        found.append(len(rows))
        return rows  # type: ignore[return-value]

    monkeypatch.setattr(Wire, "say", noted)

    assert browser.post(f"/cases/{case.reference}/transitions", {"name": "route"}).status_code == 401

    assert sum(found) == 0
    assert left_open(town_hall) == 0


def test_a_reader_of_own_cases_and_a_signing_director_let_the_lock_go_first(town_hall: TownHall) -> None:
    # given: a foreman sees what lies with him, a director signs before the command
    case, _ = in_work(town_hall)
    other = routed(town_hall)

    seen = town_hall.signed_in("foreman").post(f"/cases/{case.reference}/transitions", {"name": "nowhere"})
    signed = town_hall.signed_in("utility_director").post(
        f"/cases/{other.reference}/transitions",
        {
            "name": "instruct",
            "pin": PIN,
            "resolution": {"text": "Оглянути.", "executors": [{"user": "foreman"}], "due": "2026-11-26"},
        },
    )

    assert (seen.status_code, signed.status_code) == (409, 200)
    assert left_open(town_hall) == 0


def test_the_same_key_twice_is_one_move(town_hall: TownHall) -> None:
    case = filed(town_hall)
    browser = town_hall.signed_in("dispatcher")
    path, key = f"/cases/{case.reference}/transitions", str(uuid4())

    first = browser.post(path, {"name": "route"}, Idempotency_Key=key)
    again = browser.post(path, {"name": "route"}, Idempotency_Key=key)

    assert (first.status_code, first.data) == (again.status_code, again.data)
    assert browser.get(f"/cases/{case.reference}").headers["ETag"] == '"2"'
    assert left_open(town_hall) == 0


def test_another_body_or_another_case_under_a_key_is_refused_and_nothing_stays_locked(town_hall: TownHall) -> None:
    case, other = filed(town_hall), filed(town_hall)
    browser = town_hall.signed_in("dispatcher")
    path, key = f"/cases/{case.reference}/transitions", str(uuid4())
    assert browser.post(path, {"name": "route"}, Idempotency_Key=key).status_code == 200

    for answer in (
        browser.post(path, {"name": "reject"}, Idempotency_Key=key),
        browser.post(f"/cases/{other.reference}/transitions", {"name": "route"}, Idempotency_Key=key),
    ):
        assert (answer.status_code, answer.get_json()["code"]) == (422, "key_reused")

    assert left_open(town_hall) == 0
    assert browser.get(f"/cases/{other.reference}").headers["ETag"] == '"1"'


def test_a_request_waits_for_its_twin_and_sees_what_was_answered(town_hall: TownHall) -> None:
    # given: a request under the same key that is still under way
    case = filed(town_hall)
    browser = town_hall.signed_in("dispatcher")
    path, key = f"/cases/{case.reference}/transitions", str(uuid4())
    kept = IdempotencyKey(scope=f"{STAFF_SCOPE}dispatcher", key=key, body="another")
    answers: list[TestResponse] = []

    def ask() -> None:
        answers.append(browser.post(path, {"name": "route"}, Idempotency_Key=key))

    with town_hall.runtime.units(1) as work:
        assert work.replay(kept) is None
        twin = Thread(target=ask)
        twin.start()
        # when: it is answered while the twin waits
        work.remember(kept, StoredReply(status=200, headers={}, body=b"{}"), MONDAY)
        work.commit()
    twin.join(20)

    # then: the twin has not moved the case
    assert [(one.status_code, one.get_json()["code"]) for one in answers] == [(422, "key_reused")]
    assert browser.get(f"/cases/{case.reference}").headers["ETag"] == '"1"'
    assert left_open(town_hall) == 0
