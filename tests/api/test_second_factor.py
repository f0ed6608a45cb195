"""The second step of signing in: codes by RFC 6238, passkeys, recovery codes; what is refused without it."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from werkzeug.test import TestResponse

from gate.bearer import fresh_token, token_digest
from gate.policies import Policy
from gate.totp import code_at
from runtime.database_urls import DatabaseUrls, libpq
from tests.api.test_doors import routes
from tests.soft_passkey import SoftPasskey
from tests.town_hall import CHEAP_HASH, PASSWORD, PEOPLE, StaffBrowser, TownHall, a_town
from workflow.actor import system
from workflow.commands.add_token import AddToken
from workflow.commands.change_password import ChangePassword
from workflow.commands.reset_second_factor import ResetSecondFactor

ORIGIN = "http://localhost"


@pytest.fixture(scope="module")
def town(database_urls: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TownHall]:
    with a_town(database_urls, tmp_path_factory.mktemp("papers"), SPRAVA_SECOND_FACTOR="signers") as made:
        yield made


@pytest.fixture
def hall(town: TownHall) -> TownHall:
    """Nobody has enrolled, everybody has the first password, and all counters are old."""
    for one in PEOPLE:
        town.runtime.application.execute(system(1), ResetSecondFactor(username=one.username))
        town.runtime.application.execute(system(1), ChangePassword(username=one.username, password_hash=CHEAP_HASH))
    town.clock.advance(timedelta(hours=2))
    return town


def code(hall: TownHall, secret: str, *, near: int = 0) -> str:
    step = int(hall.clock.now().timestamp()) // 30 + near
    return code_at(base64.b32decode(secret), step)


def enrol(hall: TownHall, username: str) -> tuple[str, StaffBrowser, list[str]]:
    """(secret, the browser that is complete now, recovery codes)."""
    browser = hall.signed_in(username)
    offer = browser.post("/session/second-factor/enrolment", {"kind": "totp"})
    assert offer.status_code == 201, offer.text
    secret = offer.get_json()["secret"]
    made = browser.post("/session/second-factor/enrolment/confirmation", {"code": code(hall, secret)})
    assert made.status_code == 200, made.text
    hall.clock.advance(timedelta(seconds=90))
    body = made.get_json()
    return secret, StaffBrowser(client=browser.client, csrf=body["csrf_token"]), body["recovery_codes"]


def show(browser: StaffBrowser, what: str) -> TestResponse:
    return browser.post("/session/second-factor", {"code": what})


def problem(answer: TestResponse) -> tuple[int, str]:
    return answer.status_code, answer.get_json()["code"]


def completed(browser: StaffBrowser, answer: TestResponse) -> StaffBrowser:
    assert answer.status_code == 200, answer.text
    return StaffBrowser(client=browser.client, csrf=answer.get_json()["csrf_token"])


# --- who is asked


def test_whoever_signs_must_enrol_before_anything_else_works(hall: TownHall) -> None:
    # given
    browser = hall.signed_in("mayor")
    who = browser.get("/session").get_json()
    # then
    assert (who["second_factor"], who["enrolled"]) == ("totp", None)
    assert problem(browser.get("/cases")) == (401, "second_factor_needed")
    # when
    _, browser, _ = enrol(hall, "mayor")
    # then
    assert browser.get("/cases").status_code == 200
    assert browser.get("/session").get_json()["second_factor"] is None


def test_a_role_that_signs_is_asked_even_without_a_key_and_others_are_not(hall: TownHall) -> None:
    assert hall.signed_in("utility_director").get("/session").get_json()["second_factor"] == "totp"
    assert hall.signed_in("dispatcher").get("/session").get_json()["second_factor"] is None


def test_in_the_demo_nobody_is_asked_until_they_enrol_themselves(
    fresh_database_urls: DatabaseUrls, tmp_path: Any
) -> None:
    with a_town(fresh_database_urls, tmp_path) as hall:
        assert hall.signed_in("mayor").get("/session").get_json()["second_factor"] is None
        enrol(hall, "dispatcher")
        assert hall.signed_in("dispatcher").get("/session").get_json()["second_factor"] == "totp"


def test_without_the_second_step_only_the_second_step_and_leaving_work(hall: TownHall) -> None:
    # given
    enrol(hall, "foreman")
    browser = hall.signed_in("foreman")
    asked = routes(hall.app, Policy.STAFF)
    assert len(asked) > 30
    # then
    for method, path in asked:
        answer = browser.client.open(
            path, method=method, json={} if method != "GET" else None, headers={"X-CSRF-Token": browser.csrf}
        )
        assert problem(answer) == (401, "second_factor_needed"), (method, path)
    assert browser.get("/session").status_code == 200
    assert problem(browser.post("/session/second-factor/enrolment", {"kind": "totp"})) == (401, "second_factor_needed")
    assert browser.client.delete("/api/v1/session", headers={"X-CSRF-Token": browser.csrf}).status_code == 204


# --- codes


def test_a_code_completes_the_session_under_a_new_cookie_and_the_old_one_is_over(hall: TownHall) -> None:
    # given
    secret, _, _ = enrol(hall, "mayor")
    browser = hall.signed_in("mayor")
    before = browser.client.get_cookie("sprava")
    assert before is not None
    # when
    answer = show(browser, code(hall, secret))
    # then
    after = browser.client.get_cookie("sprava")
    assert after is not None
    assert after.value != before.value
    assert answer.get_json()["csrf_token"] != browser.csrf
    assert completed(browser, answer).get("/cases").status_code == 200
    thief = hall.visitor()
    thief.set_cookie("sprava", before.value)
    assert thief.get("/api/v1/session").status_code == 401


def test_a_code_counts_once(hall: TownHall) -> None:
    # given
    secret, _, _ = enrol(hall, "mayor")
    first, second = hall.signed_in("mayor"), hall.signed_in("mayor")
    shown = code(hall, secret)
    # when
    assert show(first, shown).status_code == 200
    # then
    assert problem(show(second, shown)) == (422, "wrong_second_factor")
    assert problem(show(second, code(hall, secret, near=-1))) == (422, "wrong_second_factor"), "nor an older one"


@pytest.mark.parametrize(("near", "status"), [(-2, 422), (-1, 200), (1, 200), (2, 422)])
def test_a_telephones_clock_may_be_half_a_minute_off(hall: TownHall, near: int, status: int) -> None:
    secret, _, _ = enrol(hall, "mayor")
    assert show(hall.signed_in("mayor"), code(hall, secret, near=near)).status_code == status


def test_codes_are_those_of_the_standard() -> None:
    # RFC 6238, appendix B: eight digits there, of which six are ours
    secret = b"12345678901234567890"
    assert [code_at(secret, seconds // 30) for seconds in (59, 1111111109, 1111111111, 1234567890, 2000000000)] == [
        "287082",
        "081804",
        "050471",
        "005924",
        "279037",
    ]


def test_five_wrong_codes_lock_the_step_for_a_quarter_of_an_hour_even_for_the_right_one(hall: TownHall) -> None:
    # given
    secret, _, _ = enrol(hall, "mayor")
    browser, other = hall.signed_in("mayor"), hall.signed_in("mayor")
    # when
    wrong = [problem(show(browser, "000000" if code(hall, secret) != "000000" else "111111")) for _ in range(5)]
    # then
    assert set(wrong) == {(422, "wrong_second_factor")}
    locked = show(other, code(hall, secret))
    assert problem(locked) == (429, "too_many_requests")
    assert locked.headers["Retry-After"] == "900"
    hall.clock.advance(timedelta(minutes=16))
    assert show(other, code(hall, secret)).status_code == 200


@pytest.mark.parametrize("body", [{}, {"code": "1", "assertion": {}}, {"code": "9" * 21}, {"assertion": "x"}])
def test_nonsense_is_refused(hall: TownHall, body: dict[str, Any]) -> None:
    enrol(hall, "mayor")
    assert hall.signed_in("mayor").post("/session/second-factor", body).status_code == 422


def test_somebody_without_a_factor_has_nothing_to_show(hall: TownHall) -> None:
    assert problem(show(hall.signed_in("dispatcher"), "123456")) == (409, "no_second_factor")


# --- recovery, reset


def test_a_recovery_code_counts_once_however_it_is_typed(hall: TownHall) -> None:
    # given
    _, _, recovery = enrol(hall, "mayor")
    assert len(set(recovery)) == 10
    # when
    used = show(hall.signed_in("mayor"), " " + recovery[3].upper().replace("-", " "))
    # then
    assert used.status_code == 200, used.text
    assert problem(show(hall.signed_in("mayor"), recovery[3])) == (422, "wrong_second_factor")
    assert show(hall.signed_in("mayor"), recovery[4]).status_code == 200


def test_a_new_telephone_replaces_the_old_one_and_its_recovery_codes(hall: TownHall) -> None:
    # given
    old, browser, recovery = enrol(hall, "mayor")
    # when
    offer = browser.post("/session/second-factor/enrolment", {"kind": "totp"}).get_json()
    made = browser.post("/session/second-factor/enrolment/confirmation", {"code": code(hall, offer["secret"])})
    assert made.status_code == 200, made.text
    hall.clock.advance(timedelta(seconds=90))
    # then
    assert show(hall.signed_in("mayor"), code(hall, old)).status_code == 422
    assert show(hall.signed_in("mayor"), recovery[0]).status_code == 422
    assert show(hall.signed_in("mayor"), code(hall, offer["secret"])).status_code == 200


def test_the_locks_are_not_changed_from_a_browser_left_open(hall: TownHall) -> None:
    # given
    _, browser, _ = enrol(hall, "mayor")
    # when
    hall.clock.advance(timedelta(minutes=11))
    # then
    assert problem(browser.post("/session/second-factor/enrolment", {"kind": "totp"})) == (403, "sign_in_again")


def test_enrolling_ends_every_session_that_began_without_it(hall: TownHall) -> None:
    earlier = hall.signed_in("dispatcher")
    enrol(hall, "dispatcher")
    assert earlier.get("/session").status_code == 401


def test_after_a_reset_the_person_is_signed_out_and_enrols_anew(hall: TownHall) -> None:
    # given
    secret, browser, _ = enrol(hall, "mayor")
    # when
    hall.runtime.application.execute(system(1), ResetSecondFactor(username="mayor"))
    # then
    assert browser.get("/session").status_code == 401
    again = hall.signed_in("mayor")
    assert again.get("/session").get_json()["enrolled"] is None
    assert problem(show(again, code(hall, secret))) == (409, "no_second_factor")
    enrol(hall, "mayor")


def test_the_database_holds_no_secret_and_no_code_in_the_clear(hall: TownHall) -> None:
    secret, _, recovery = enrol(hall, "mayor")
    with hall.runtime.database.reading(1) as look:
        rows = [
            tuple(bytes(one) if isinstance(one, memoryview) else one for one in row)
            for table in ("second_factors", "recovery_codes")
            for row in look.connection.exec_driver_sql(f"SELECT * FROM {table} WHERE ended IS NULL")
        ]
    kept = repr(rows)
    assert len(rows) == 11
    assert secret not in kept
    assert repr(base64.b32decode(secret))[2:-1] not in kept
    assert not any(one in kept for one in recovery)


def test_a_secret_moved_to_another_account_opens_nothing(hall: TownHall, database_url: str) -> None:
    # given
    secret, _, _ = enrol(hall, "dispatcher")
    enrol(hall, "mayor")
    # when
    with psycopg.connect(libpq(database_url), autocommit=True) as connection:
        connection.execute("SELECT set_config('sprava.municipality', '1', false)")
        connection.execute(
            "UPDATE second_factors SET sealed = (SELECT sealed FROM second_factors WHERE username = 'dispatcher'"
            " AND ended IS NULL) WHERE username = 'mayor' AND ended IS NULL"
        )
    # then
    assert show(hall.signed_in("mayor"), code(hall, secret)).status_code == 500


# --- passkeys


def with_passkey(hall: TownHall, *, counts: bool = True) -> SoftPasskey:
    key, browser = SoftPasskey(ORIGIN, counts=counts), hall.signed_in("mayor")
    offer = browser.post("/session/second-factor/enrolment", {"kind": "passkey"})
    assert offer.status_code == 201, offer.text
    made = browser.post(
        "/session/second-factor/enrolment/confirmation", {"attestation": key.create(offer.get_json()["options"])}
    )
    assert made.status_code == 200, made.text
    assert len(made.get_json()["recovery_codes"]) == 10
    return key


def challenged(browser: StaffBrowser) -> dict[str, Any]:
    answer = browser.post("/session/second-factor/challenge")
    assert answer.status_code == 200, answer.text
    options: dict[str, Any] = answer.get_json()["options"]
    return options


@pytest.mark.parametrize("counts", [True, False], ids=["a USB key", "a telephone"])
def test_a_passkey_completes_the_session_each_time(hall: TownHall, counts: bool) -> None:
    key = with_passkey(hall, counts=counts)
    for _ in range(2):
        browser = hall.signed_in("mayor")
        assert browser.get("/session").get_json()["second_factor"] == "passkey"
        answer = browser.post("/session/second-factor", {"assertion": key.get(challenged(browser))})
        assert completed(browser, answer).get("/cases").status_code == 200


def test_a_passkeys_answer_counts_once_and_for_its_own_session_and_while_it_is_fresh(hall: TownHall) -> None:
    # given
    key = with_passkey(hall, counts=False)
    browser, other = hall.signed_in("mayor"), hall.signed_in("mayor")
    answer = key.get(challenged(browser))
    challenged(other)
    # then: not in another session
    assert problem(other.post("/session/second-factor", {"assertion": answer})) == (422, "wrong_second_factor")
    # then: not a second time
    browser = completed(browser, browser.post("/session/second-factor", {"assertion": answer}))
    assert problem(browser.post("/session/second-factor", {"assertion": answer})) == (422, "wrong_second_factor")
    # then: not after its time
    late = key.get(challenged(other))
    hall.clock.advance(timedelta(minutes=6))
    assert problem(other.post("/session/second-factor", {"assertion": late})) == (422, "wrong_second_factor")


def test_a_copied_passkey_is_found_by_its_count(hall: TownHall) -> None:
    # given
    key = with_passkey(hall)
    browser = hall.signed_in("mayor")
    assert browser.post("/session/second-factor", {"assertion": key.get(challenged(browser))}).status_code == 200
    # when
    key.rewound()
    browser = hall.signed_in("mayor")
    # then
    answer = browser.post("/session/second-factor", {"assertion": key.get(challenged(browser))})
    assert problem(answer) == (422, "wrong_second_factor")


def test_a_passkey_used_on_another_site_or_of_somebody_else_is_refused(hall: TownHall) -> None:
    # given
    key = with_passkey(hall)
    browser = hall.signed_in("mayor")
    options = challenged(browser)
    # then
    stranger = SoftPasskey(ORIGIN)
    assert browser.post("/session/second-factor", {"assertion": stranger.get(options)}).status_code == 422
    key.origin = "http://localhost.evil.example"
    assert browser.post("/session/second-factor", {"assertion": key.get(options)}).status_code == 422
    key.origin = ORIGIN
    options["publicKey"]["rpId"] = "evil.example"
    assert browser.post("/session/second-factor", {"assertion": key.get(options)}).status_code == 422


@pytest.mark.parametrize(
    "nonsense", [{}, [], {"id": "x"}, {"response": {}}, {"id": 5, "rawId": "%", "type": "public-key", "response": {}}]
)
def test_a_malformed_passkey_answer_is_refused_not_stumbled_over(hall: TownHall, nonsense: Any) -> None:
    with_passkey(hall)
    browser = hall.signed_in("mayor")
    challenged(browser)
    assert browser.post("/session/second-factor", {"assertion": nonsense}).status_code == 422


def test_a_machine_has_no_second_step_and_no_password_to_change(hall: TownHall) -> None:
    # given
    token = fresh_token()
    hall.runtime.application.execute(
        system(1), AddToken(digest=token_digest(token), name=f"m{token[-9:]}", username="dispatcher", expires=None)
    )
    sent = {"Authorization": f"Bearer {token}"}
    asked = {
        "/session/second-factor": {"code": "123456"},
        "/session/second-factor/enrolment": {"kind": "totp"},
        "/session/second-factor/enrolment/confirmation": {"code": "123456"},
        "/session/password": {"current": PASSWORD, "new": "чотири слова поспіль тут"},
    }
    # then
    for path, body in asked.items():
        assert problem(hall.visitor().post(f"/api/v1{path}", json=body, headers=sent)) == (403, "not_permitted"), path


# --- the password


def test_a_changed_password_ends_every_other_session(hall: TownHall) -> None:
    # given
    browser, elsewhere = hall.signed_in("dispatcher"), hall.signed_in("dispatcher")
    wanted = "чотири слова поспіль тут"
    # when
    answer = browser.post("/session/password", {"current": PASSWORD, "new": wanted})
    # then
    assert completed(browser, answer).get("/cases").status_code == 200
    assert elsewhere.get("/session").status_code == 401
    again = hall.visitor()
    assert again.post("/api/v1/session", json={"username": "dispatcher", "password": PASSWORD}).status_code == 401
    assert again.post("/api/v1/session", json={"username": "dispatcher", "password": wanted}).status_code == 200


def test_a_wrong_present_password_changes_nothing(hall: TownHall) -> None:
    browser = hall.signed_in("dispatcher")
    answer = browser.post("/session/password", {"current": "wrong", "new": "чотири слова поспіль тут"})
    assert problem(answer) == (401, "wrong_credentials")
    assert browser.get("/session").status_code == 200


def test_a_password_is_fifteen_letters_or_eight_with_a_second_factor(hall: TownHall) -> None:
    # given
    plain = hall.signed_in("dispatcher")
    _, secured, _ = enrol(hall, "foreman")
    body = {"current": PASSWORD, "new": "мокрий кіт"}
    # then
    refused = plain.post("/session/password", body)
    assert refused.get_json()["errors"] == {"new": ["Закоротко."]}
    assert secured.post("/session/password", body).status_code == 200


def test_a_password_that_everybody_tries_is_refused(hall: TownHall) -> None:
    _, secured, _ = enrol(hall, "foreman")
    answer = secured.post("/session/password", {"current": PASSWORD, "new": "football1"})
    assert answer.get_json()["errors"] == {"new": ["Такий пароль легко вгадати: візьміть інший."]}
