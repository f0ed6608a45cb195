"""`sprava users`: who is added can sign in, who is disabled cannot, and a leaver's work comes into another's queue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from runtime.cli import main
from runtime.database_urls import DatabaseUrls
from runtime.handing_over import hand_over_all
from store.queries.leaving import cases_naming
from store.queries.staff import all_staff
from tests.api.given import in_work, moved, routed
from tests.town_hall import PIN, TOWN, TownHall, a_town, found
from workflow.actor import system
from workflow.service import Answer

Users = Callable[..., Result]


@pytest.fixture(scope="module")
def hall(database_urls: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TownHall]:
    with a_town(database_urls, tmp_path_factory.mktemp("papers")) as made:
        yield made


@pytest.fixture
def users(hall: TownHall, database_urls: DatabaseUrls, monkeypatch: pytest.MonkeyPatch) -> Users:
    monkeypatch.setenv("DATABASE_URL", database_urls.app)
    monkeypatch.setenv("SPRAVA_DATA", str(hall.runtime.settings.data))
    monkeypatch.setenv("SPRAVA_DEMO", "1")

    def run(*arguments: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(main, ["users", *arguments], input=stdin)

    return run


def _signs_in(hall: TownHall, username: str, password: str) -> int:
    body = {"username": username, "password": password}
    return hall.visitor().post("/api/v1/session", json=body).status_code


def test_who_is_added_signs_in_with_the_password_printed_and_not_once_disabled(hall: TownHall, users: Users) -> None:
    # when
    added = users("add", "novak", "--name", "Новак Зразковий", "--role", "clerk", "--unit", "council_office")
    # then
    password = added.stdout.strip()
    assert len(password) == 19
    assert "position" in added.stderr, "who may have to sign a paper is told what is missing"
    assert _signs_in(hall, "novak", password) == 200
    # when
    assert users("disable", "novak").exit_code == 0
    # then
    assert _signs_in(hall, "novak", password) == 401


def test_a_password_is_taken_from_standard_input_and_not_printed(hall: TownHall, users: Users) -> None:
    password = "пароль із кількох слів"
    result = users("add", "svit", "--name", "Світ", "--role", "clerk", "--password-stdin", stdin=password + "\n")
    assert (result.exit_code, result.stdout) == (0, "Added: svit\n")
    assert _signs_in(hall, "svit", password) == 200


@pytest.mark.parametrize(
    ("arguments", "stdin", "said"),
    [
        (("add", "dispatcher", "--name", "Ще", "--role", "clerk"), None, "already"),
        (("add", "9lives", "--name", "Ще", "--role", "clerk"), None, "username: A username"),
        (("add", "lone", "--name", "Ще", "--role", "clerk", "--unit", "atlantis"), None, "no such department"),
        (("add", "weak", "--name", "Ще", "--role", "clerk", "--password-stdin"), "short\n", "15 to 200"),
        (("disable", "nobody"), None, "no active member"),
        (
            ("hand-over", "foreman", "--to", "foreman", "--order-number", "7-к", "--order-date", "2026-11-23"),
            None,
            "to themselves",
        ),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(
    users: Users, arguments: tuple[str, ...], stdin: str | None, said: str
) -> None:
    result = users(*arguments, stdin=stdin)
    assert result.exit_code == 1
    assert said in result.stderr


def test_a_password_everybody_tries_first_is_refused(users: Users) -> None:
    # 15 letters, and still guessed at once
    result = users("add", "easy", "--name", "Ще", "--role", "clerk", "--password-stdin", stdin="passwordpassword\n")
    assert (result.exit_code, "easy to guess" in result.stderr) == (1, True)


def test_a_new_password_ends_the_sessions_and_the_old_password(hall: TownHall, users: Users) -> None:
    # given
    browser = hall.signed_in("registrar")
    # when
    password = users("set-password", "registrar").stdout.strip()
    # then
    assert browser.get("/session").status_code == 401
    assert _signs_in(hall, "registrar", "correct horse battery staple") == 401
    assert _signs_in(hall, "registrar", password) == 200


def test_a_reset_second_factor_signs_out_and_asks_for_none(hall: TownHall, users: Users) -> None:
    # given
    browser = hall.signed_in("dispatcher")
    # when
    result = users("reset-second-factor", "dispatcher")
    # then
    assert result.output == "Second factor reset: dispatcher\n"
    assert browser.get("/session").status_code == 401
    assert users("reset-second-factor", "nobody").exit_code == 1


def test_work_handed_over_is_the_successors_for_good(hall: TownHall, users: Users) -> None:
    # given
    case, order = in_work(hall)
    assert hall.signed_in("specialist").get(f"/cases/{case.reference}").status_code == 404
    # when
    result = users(
        *("hand-over", "foreman", "--to", "specialist", "--order-number", "12-к", "--order-date", "2026-11-23")
    )
    # then
    assert result.stdout.endswith("Handed over: foreman to specialist, 1 cases\n")
    assert f"{case.reference}: instruction to carry out" in result.stdout
    assert "await the role foreman, which nobody else holds" in result.stderr
    browser = hall.signed_in("specialist")
    lines = browser.get("/work-queue").get_json()["items"]
    assert (case.reference, None) in [(one["reference"], one["acting_for"]) for one in lines]
    reported = browser.post(f"/resolutions/{order}/reports", {"text": "Засипали"})
    assert reported.status_code == 201, reported.text
    events = hall.signed_in("dispatcher").get(f"/cases/{case.reference}/history").get_json()["items"]
    assert [one["data"]["order_number"] for one in events if one["type"] == "WorkHandedOver"] == ["12-к"]
    assert _signs_in(hall, "foreman", "correct horse battery staple") == 401


@pytest.fixture
def neighbour(fresh_database_urls: DatabaseUrls, tmp_path: Path) -> Iterator[TownHall]:
    """A town that is not alone, so that its other tests' hosts stay what they are."""
    with a_town(fresh_database_urls, tmp_path) as made:
        yield made


def test_a_batch_broken_off_is_run_again_and_no_other_town_is_touched(neighbour: TownHall) -> None:
    # given: two cases of the sign worker, and somebody of the same name in another town
    hall = neighbour
    orders = [_instructed(hall, "sign_worker") for _ in range(2)]
    found(hall.runtime, replace(TOWN, municipality=2, name="Похоже", host="pohozhe.test"))
    runtime, actor = hall.runtime, system(1)
    execute = runtime.application.execute
    done: list[bool] = []

    def dies_after_one(*arguments: Any, **more: Any) -> Answer:
        if done:
            raise KeyboardInterrupt
        done.append(True)
        return execute(*arguments, **more)

    # when
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runtime.application, "execute", dies_after_one)
        with pytest.raises(KeyboardInterrupt):
            hand_over_all(runtime, actor, "sign_worker", "specialist", "13-к", date(2026, 11, 23))
    again = hand_over_all(runtime, actor, "sign_worker", "specialist", "13-к", date(2026, 11, 23))
    # then
    assert len(again.moved) == 1
    assert hand_over_all(runtime, actor, "sign_worker", "specialist", "13-к", date(2026, 11, 23)).moved == ()
    for reference in orders:
        events = hall.signed_in("dispatcher").get(f"/cases/{reference}/history").get_json()["items"]
        assert sum(one["type"] == "WorkHandedOver" for one in events) == 1
    with runtime.database.reading(2) as look:
        assert {one.username for one in all_staff(look)} >= {"sign_worker"}
        assert cases_naming(look, "sign_worker") == ()


def _instructed(hall: TownHall, executor: str) -> str:
    case = routed(hall)
    order = {"text": "Знак", "executors": [{"user": executor}], "due": "2026-11-26"}
    moved(hall, "utility_director", case.reference, "instruct", resolution=order, pin=PIN)
    return case.reference
