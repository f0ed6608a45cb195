"""What holds for every route: who may knock, headers, hosts, sizes, languages, problems."""

from __future__ import annotations

import io
import re

import pytest
from flask import Flask

from gate.policies import Policy, policy_of
from tests.town_hall import TownHall

ANY = {"reference": "26-00001", "identifier": "x", "token": "K7M2Q9TX4WPB3H", "code": "123456789012", "number": "1"}
KINDS = {"uuid": "01920000-0000-7000-8000-000000000000", "int": "2026"}


def routes(app: Flask, *policies: Policy) -> list[tuple[str, str]]:
    """(method, path) of every route with one of the policies, with something in its variables."""
    found = []
    for rule in app.url_map.iter_rules():
        if policy_of(app.view_functions[rule.endpoint]) in policies:
            path = re.sub(r"<(?:(\w+):)?(\w+)>", lambda part: KINDS.get(part[1]) or ANY.get(part[2], "x"), rule.rule)
            found += [(method, path) for method in rule.methods or () if method not in ("HEAD", "OPTIONS")]
    return found


def test_every_staff_route_turns_away_who_is_not_signed_in(town_hall: TownHall) -> None:
    asked = routes(town_hall.app, Policy.STAFF, Policy.SIGNING_IN)

    assert len(asked) > 30
    for method, path in asked:
        answer = town_hall.visitor().open(path, method=method, json={} if method != "GET" else None)
        assert (answer.status_code, answer.get_json()["code"]) == (401, "not_signed_in"), (method, path)
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_every_unsafe_route_of_staff_wants_the_csrf_token(town_hall: TownHall) -> None:
    browser = town_hall.signed_in("dispatcher")
    unsafe = [one for one in routes(town_hall.app, Policy.STAFF, Policy.SIGNING_IN, Policy.PUBLIC) if one[0] != "GET"]

    assert len(unsafe) > 20
    for method, path in unsafe:
        answer = browser.client.open(path, method=method, json={})
        assert (answer.status_code, answer.get_json()["code"]) == (403, "csrf"), (method, path)


def test_every_status_route_knows_nothing_of_a_wrong_token(town_hall: TownHall) -> None:
    bodies = {"transitions": {"name": "withdraw"}, "unlock": {"last4": "0000"}}
    for method, path in routes(town_hall.app, Policy.STATUS_LINK):
        body = bodies.get(path.rpartition("/")[2], {}) if method != "GET" else None
        answer = town_hall.visitor().open(path, method=method, json=body)
        assert (answer.status_code, answer.get_json()["code"]) == (404, "unknown_link"), (method, path)


def test_answers_carry_the_security_headers_and_no_cache_keeps_them(town_hall: TownHall) -> None:
    for path in ("/api/v1/request-types", "/api/v1/nothing", "/healthz", "/api/docs"):
        headers = town_hall.visitor().get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
        assert "Referrer-Policy" in headers


def test_a_status_link_does_not_leak_by_referrer_cache_or_index(town_hall: TownHall) -> None:
    headers = town_hall.visitor().get("/api/v1/status/K7M2Q9TX4WPB3H").headers

    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert "noindex" in headers["X-Robots-Tag"]


def test_an_untrusted_host_is_refused(town_hall: TownHall) -> None:
    answer = town_hall.visitor().get("/api/v1/request-types", headers={"Host": "evil.example"})

    assert (answer.status_code, answer.get_json()["code"]) == (400, "wrong_host")


def test_problems_speak_the_readers_language(town_hall: TownHall) -> None:
    def detail(language: str) -> str:
        answer = town_hall.visitor().get("/api/v1/session", headers={"Accept-Language": language})
        assert answer.mimetype == "application/problem+json"
        return str(answer.get_json()["detail"])

    assert detail("uk") == "Спочатку увійдіть."
    assert detail("en") == "Sign in first."
    assert detail("ru") == "Сначала войдите."


@pytest.mark.parametrize(
    ("body", "media_type", "status", "code"),
    [
        (b"{", "application/json", 422, "invalid_json"),
        (b'{"username": "a", "username": "b", "password": "c"}', "application/json", 422, "invalid_json"),
        (b'{"username": "a\\u0000", "password": "c"}', "application/json", 422, "invalid_input"),
        (b'{"username": "\\ud800", "password": "c"}', "application/json", 422, "invalid_input"),
        (b'{"username": NaN, "password": "c"}', "application/json", 422, "invalid_json"),
        (b'{"username": 1e999, "password": "c"}', "application/json", 422, "invalid_json"),
        (b'{"username": ' + b"9" * 5000 + b"}", "application/json", 422, "invalid_json"),
        (b"[" * 100_000, "application/json", 422, "invalid_json"),
        (b'{"a":' * 25 + b"1" + b"}" * 25, "application/json", 422, "invalid_json"),
        ("{'username': 'я'}".encode("cp1251"), "application/json", 422, "invalid_json"),
        (b"username=a&password=b", "application/x-www-form-urlencoded", 415, "not_json"),
        (b"[]", "application/json", 422, "invalid_input"),
        (b"null", "application/json", 422, "invalid_input"),
        (b"", "application/json", 422, "invalid_input"),
        (b"x" * (21 * 1024 * 1024), "application/json", 413, "too_large"),
    ],
    ids=range(15),
)
def test_a_hostile_body_is_refused_before_anything_happens(
    town_hall: TownHall, body: bytes, media_type: str, status: int, code: str
) -> None:
    answer = town_hall.visitor().post("/api/v1/session", data=body, content_type=media_type)

    assert (answer.status_code, answer.get_json()["code"]) == (status, code)


@pytest.mark.parametrize("letter", ["\\u0000", "\\ud800", "\\udfff"])
def test_text_that_nobody_can_keep_is_refused_with_its_field(town_hall: TownHall, letter: str) -> None:
    def wrong(path: str, body: str) -> set[str]:
        answer = town_hall.visitor().post(path, data=body.encode(), content_type="application/json")
        assert (answer.status_code, answer.get_json()["code"]) == (422, "invalid_input"), answer.text
        return set(answer.get_json()["errors"])

    assert wrong("/api/v1/session", f'{{"username": "a{letter}", "password": "{letter}"}}') == {"username", "password"}
    assert wrong("/api/v1/session", f'{{"a{letter}": 1}}') == {"body"}
    assert wrong("/api/v1/cases", f'{{"request_type": "x", "form": {{"a": ["", "{letter}"]}}}}') == {"form.a[1]"}
    assert wrong("/api/v1/cases", f'{{"form": {{"place": {{"{letter}": 1}}}}}}') == {"form.place"}


@pytest.mark.parametrize("path", ["/cases?q=%00", "/cases?colour=a%00b", "/work-queue?cursor=%00"])
def test_a_query_that_nobody_can_keep_is_refused_with_its_field(town_hall: TownHall, path: str) -> None:
    answer = town_hall.signed_in("dispatcher").get(path)

    assert (answer.status_code, answer.get_json()["code"]) == (422, "invalid_input")
    assert list(answer.get_json()["errors"]) == [path.partition("?")[2].partition("=")[0]]


def test_no_route_stumbles_over_an_address_with_a_nul_or_broken_letters(town_hall: TownHall) -> None:
    browser = town_hall.signed_in("dispatcher")
    routes = [rule for rule in town_hall.app.url_map.iter_rules() if "<" in rule.rule and "uuid:" not in rule.rule]
    assert routes
    for rule in routes:
        for piece in ("%00", "a%00b", "%ED%A0%80", "%FF"):
            path = re.sub("<[^>]+>", piece, rule.rule)
            for method in (rule.methods or set()) & {"GET", "POST", "DELETE"}:
                answer = browser.client.open(path, method=method, json={}, headers={"X-CSRF-Token": browser.csrf})
                assert answer.status_code < 500, (method, path, answer.status_code)
                if method == "GET" and "%00" in piece:
                    assert answer.status_code == 404, (path, answer.status_code)


def test_health_is_told_to_a_browser_that_is_signed_in(town_hall: TownHall) -> None:
    assert town_hall.signed_in("dispatcher").client.get("/healthz").status_code == 200


def test_a_nul_among_the_parts_of_an_upload_is_refused(town_hall: TownHall) -> None:
    data = {"file": (io.BytesIO(b"x"), "a\x00.png"), "note\x00": "a\x00"}
    answer = town_hall.visitor().post("/api/v1/attachments", data=data)

    assert (answer.status_code, answer.get_json()["code"]) == (422, "invalid_input")


def test_unknown_query_keys_are_refused(town_hall: TownHall) -> None:
    answer = town_hall.signed_in("dispatcher").get("/cases?colour=red")

    assert answer.status_code == 422
    assert "colour" in answer.get_json()["errors"]


def test_an_unforeseen_error_says_nothing_about_itself(
    town_hall: TownHall, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise RuntimeError("password=hunter2")

    monkeypatch.setitem(town_hall.app.view_functions, "health.alive", broken)
    answer = town_hall.visitor().get("/healthz")

    assert (answer.status_code, answer.get_json()["code"]) == (500, "internal")
    assert "hunter2" not in answer.text
    assert any(record.exc_info for record in caplog.records), "but the log knows"
