"""Signing in, being signed in, signing out."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from runtime.database_urls import DatabaseUrls
from tests.town_hall import PASSWORD, TownHall, a_town
from workflow.actor import system
from workflow.commands.disable_staff import DisableStaff


def sign_in(client: FlaskClient, username: str, password: str = PASSWORD) -> TestResponse:
    return client.post("/api/v1/session", json={"username": username, "password": password})


def test_signing_in_tells_who_and_gives_an_opaque_cookie(town_hall: TownHall) -> None:
    answer = sign_in(town_hall.visitor(), "dispatcher")

    body = answer.get_json()
    cookie = answer.headers["Set-Cookie"]
    assert body["user"]["username"] == "dispatcher"
    assert body["user"]["roles"] == ["dispatcher"]
    assert body["second_factor"] is None
    assert cookie.startswith("sprava=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie, "the address is http on loopback"


def test_the_cookie_is_bound_to_host_and_https_when_the_address_is_https(
    fresh_database_urls: DatabaseUrls, tmp_path: object
) -> None:
    with a_town(fresh_database_urls, tmp_path, SPRAVA_PUBLIC_URL="https://sprava.test") as hall:  # type: ignore[arg-type]
        answer = sign_in(hall.visitor(), "dispatcher")

    assert answer.headers["Set-Cookie"].startswith("__Host-sprava=")
    assert "; Secure" in answer.headers["Set-Cookie"]
    assert "Strict-Transport-Security" in answer.headers


def test_the_server_keeps_no_cookie_only_its_hash(town_hall: TownHall) -> None:
    browser = town_hall.visitor()
    sign_in(browser, "foreman")
    cookie = browser.get_cookie("sprava")

    assert cookie is not None
    with town_hall.runtime.database.reading(1) as look:
        rows = look.connection.exec_driver_sql("SELECT * FROM sessions").fetchall()
    assert rows
    assert cookie.value not in repr(rows)


def test_a_wrong_password_an_unknown_and_a_disabled_account_answer_alike(town_hall: TownHall) -> None:
    town_hall.runtime.application.execute(system(1), DisableStaff(username="registrar"))

    answers = [
        sign_in(town_hall.visitor(), "mayor", "wrong"),
        sign_in(town_hall.visitor(), "nobody", "wrong"),
        sign_in(town_hall.visitor(), "registrar"),
    ]

    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.get_data() for answer in answers}) == 1
    assert answers[0].get_json()["code"] == "wrong_credentials"


def test_signing_out_ends_the_session_on_the_server(town_hall: TownHall) -> None:
    browser = town_hall.signed_in("foreman")
    cookie = browser.client.get_cookie("sprava")
    assert cookie is not None

    assert browser.client.delete("/api/v1/session", headers={"X-CSRF-Token": browser.csrf}).status_code == 204

    thief = town_hall.visitor()
    thief.set_cookie("sprava", cookie.value)
    assert thief.get("/api/v1/session").status_code == 401


def test_a_disabled_account_is_signed_out_everywhere(town_hall: TownHall) -> None:
    browser = town_hall.signed_in("sign_worker")
    assert browser.get("/session").status_code == 200

    town_hall.runtime.application.execute(system(1), DisableStaff(username="sign_worker"))

    assert browser.get("/session").status_code == 401


def test_a_session_does_not_outlive_its_day(town_hall: TownHall) -> None:
    browser = town_hall.signed_in("dispatcher")
    before = town_hall.clock.now()
    try:
        town_hall.clock.set(before.replace(hour=before.hour + 13))
        assert browser.get("/session").status_code == 401
    finally:
        town_hall.clock.set(before)


@pytest.mark.parametrize("token", [None, "", "wrong", "ы"])
def test_an_unsafe_request_by_cookie_needs_the_csrf_token(town_hall: TownHall, token: str | None) -> None:
    browser = town_hall.signed_in("dispatcher")
    headers = {} if token is None else {"X-CSRF-Token": token.encode().decode("latin-1")}

    answer = browser.client.post("/api/v1/cases/26-00001/transitions", json={"name": "route"}, headers=headers)

    assert (answer.status_code, answer.get_json()["code"]) == (403, "csrf")


def test_a_foreign_page_cannot_post_even_for_the_public(town_hall: TownHall) -> None:
    answer = town_hall.visitor().post(
        "/api/v1/session", json={"username": "a", "password": "b"}, headers={"Origin": "https://evil.example"}
    )

    assert (answer.status_code, answer.get_json()["code"]) == (403, "csrf")


def test_guessing_is_stopped_and_says_when_to_come_back(town_hall: TownHall) -> None:
    answers = [sign_in(town_hall.visitor(), "admin", f"guess {number}") for number in range(11)]

    assert [answer.status_code for answer in answers] == [401] * 10 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert sign_in(town_hall.visitor(), "admin").status_code == 429, "the right password does not help either"
    assert sign_in(town_hall.visitor(), "mayor").status_code == 200, "others are not locked out"


def test_a_success_forgets_the_failures_before_it(town_hall: TownHall) -> None:
    for _ in range(3):
        for number in range(6):
            sign_in(town_hall.visitor(), "utility_director", f"guess {number}")
        assert sign_in(town_hall.visitor(), "utility_director").status_code == 200
