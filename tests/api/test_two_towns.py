"""Two municipalities in one installation, told apart by the Host header: nothing of one is known in the other."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from gate.bearer import fresh_token, token_digest
from runtime.database_urls import DatabaseUrls
from tests.api.given import PERSONAL, POTHOLE
from tests.api.test_attachments import photo
from tests.town_hall import PASSWORD, PIN, TOWN, TownHall, a_town, found
from workflow.actor import system
from workflow.commands.add_token import AddToken

HOSTS = {1: "127.0.0.1", 2: "pohozhe.test"}


@dataclass(frozen=True)
class Browser:
    """One person at the host of one town."""

    hall: TownHall
    town: int
    client: Any
    csrf: str = ""

    def ask(self, method: str, path: str, **more: Any) -> TestResponse:
        headers = {"X-CSRF-Token": self.csrf, **more.pop("headers", {})}
        answer: TestResponse = self.client.open(
            f"/api/v1{path}", method=method, base_url=f"http://{HOSTS[self.town]}", headers=headers, **more
        )
        return answer

    def done(self, path: str, body: object = None, **more: Any) -> Any:
        answer = self.ask("POST", path, json={} if body is None else body, **more)
        assert answer.status_code in (200, 201), answer.text
        return answer.get_json()


def visitor(hall: TownHall, town: int) -> Browser:
    return Browser(hall, town, hall.app.test_client())


def signed_in(hall: TownHall, town: int, username: str) -> Browser:
    browser = visitor(hall, town)
    body = browser.done("/session", {"username": username, "password": PASSWORD})
    return Browser(hall, town, browser.client, body["csrf_token"])


@pytest.fixture(scope="module")
def hall(database_urls: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TownHall]:
    with a_town(database_urls, tmp_path_factory.mktemp("papers"), SPRAVA_TRUSTED_HOSTS=HOSTS[2]) as made:
        found(made.runtime, replace(TOWN, municipality=2, name="Похоже", host=HOSTS[2], body="Похожівська рада"))
        yield made


@dataclass(frozen=True)
class Belongings:
    """What one town has: ids and numbers of everything that a route can name."""

    reference: str
    token: str
    resolution: str
    document: str
    code: str
    attachment: str
    substitution: str
    hold: str
    person: str


@pytest.fixture(scope="module")
def first(hall: TownHall) -> Belongings:
    """In the first town: a finished case with instruction, signed answer, photo, message, substitution and hold."""
    citizen = visitor(hall, 1)
    for _ in range(20):  # so that its number is no number of the other town, in whatever order the tests stand
        citizen.done("/cases", POTHOLE)
    image = citizen.ask("POST", "/attachments", data={"file": (io.BytesIO(photo()), "a.jpg")}).get_json()["id"]
    filed = citizen.done("/cases", {**POTHOLE, "form": {**POTHOLE["form"], "photos": [image]}})
    case = f"/cases/{filed['reference']}"
    signed_in(hall, 1, "dispatcher").done(f"{case}/transitions", {"name": "route"})
    director = signed_in(hall, 1, "utility_director")
    order = {"text": "Ліквідувати.", "executors": [{"user": "foreman"}], "due": "2026-11-26"}
    instructed = director.done(f"{case}/transitions", {"name": "instruct", "resolution": order, "pin": PIN})
    report = {"report": "Засипали", "why_no_photo": "ні"}
    signed_in(hall, 1, "foreman").done(f"{case}/transitions", {"name": "finish", "input": report})
    accepted = director.done(f"{case}/transitions", {"name": "accept"})
    paper = accepted["documents"][0]["id"]
    sha = director.done(f"/documents/{paper}/opening")["sha256"]
    director.done(f"/documents/{paper}/signatures", {"pin": PIN, "sha256": sha})
    hall.work()
    shown = director.ask("GET", f"/documents/{paper}").get_json()
    order_of = {"order_number": "7-к", "order_date": "2026-11-20"}
    substitution = signed_in(hall, 1, "admin").done(
        "/substitutions",
        {"absent": "specialist", "acting": "foreman", "from": "2026-12-01", "to": "2026-12-02", **order_of},
    )
    slots = citizen.ask("GET", "/calendars/mayor_reception/slots?from=2026-11-23&to=2026-12-05").get_json()["items"]
    hold = citizen.done("/calendars/mayor_reception/holds", {"slot": slots[0]["id"]})
    whole = signed_in(hall, 1, "registrar").ask("GET", case).get_json()
    return Belongings(
        reference=filed["reference"],
        token=filed["status_url"].rpartition("/")[2],
        resolution=instructed["resolutions"][0]["id"],
        document=paper,
        code=shown.get("code", ""),
        attachment=image,
        substitution=substitution["id"],
        hold=hold["id"],
        person=whole["applicant"]["id"],
    )


WAYS: tuple[tuple[str, str, dict[str, str] | None], ...] = (
    ("GET", "/cases/{reference}", None),
    ("GET", "/cases/{reference}/deadlines", None),
    ("GET", "/cases/{reference}/history", None),
    ("GET", "/cases/{reference}/documents", None),
    ("GET", "/cases/{reference}/resolutions", None),
    ("GET", "/cases/{reference}/transitions", None),
    ("GET", "/messages?case={reference}", None),
    ("GET", "/documents/{document}", None),
    ("GET", "/documents/{document}/content", None),
    ("GET", "/attachments/{attachment}/content", None),
    ("POST", "/cases/{reference}/transitions", {"name": "withdraw"}),
    ("POST", "/cases/{reference}/papers", {"note": "Ще"}),
    ("POST", "/cases/{reference}/links", {"person": "{person}"}),
    ("POST", "/cases/{reference}/joining", {"main": "{reference}"}),
    ("POST", "/documents/{document}/opening", {}),
    ("POST", "/documents/{document}/void", {"reason": "помилка"}),
    ("POST", "/documents/{document}/return", {"reason": "помилка"}),
    ("POST", "/documents/{document}/sending", {"way": "post"}),
    ("POST", "/documents/{document}/signatures", {"pin": PIN, "sha256": "0" * 64}),
    ("POST", "/documents/{document}/signatures/prepare", {}),
    ("POST", "/resolutions/{resolution}/acceptance", {}),
    ("POST", "/resolutions/{resolution}/recall", {"reason": "помилка"}),
    ("POST", "/resolutions/{resolution}/reports", {"text": "Готово"}),
)


@pytest.mark.parametrize("username", ["mayor", "admin", "registrar", "utility_director"])
def test_nothing_of_one_town_is_known_in_the_other(hall: TownHall, first: Belongings, username: str) -> None:
    # given
    stranger, own = signed_in(hall, 2, username), signed_in(hall, 1, username)
    for method, pattern, body in WAYS:
        path = pattern.format(**vars(first))
        sent = None if body is None else {key: value.format(**vars(first)) for key, value in body.items()}
        # when
        answer = stranger.ask(method, path, json=sent) if sent is not None else stranger.ask(method, path)
        # then: as if it had never been
        assert answer.status_code == 404, (method, path, answer.text)
        assert not any(word in answer.text for word in PERSONAL)
        if method == "GET":
            assert own.ask(method, path).status_code == 200, (path, "and at home it is there")


def test_the_bare_lists_of_a_town_hold_its_own_alone(hall: TownHall, first: Belongings) -> None:
    mayor = signed_in(hall, 2, "mayor")
    mine = {one["reference"] for one in mayor.ask("GET", "/cases").get_json()["items"]}
    assert first.reference not in mine
    for path in ("/work-queue", "/substitutions?all=true", "/cases?q=Зразкова&state=registered"):
        answer = mayor.ask("GET", path)
        assert answer.status_code == 200, answer.text
        assert first.reference not in answer.text
        assert first.substitution not in answer.text
    assert first.substitution in signed_in(hall, 1, "mayor").ask("GET", "/substitutions?all=true").text
    assert signed_in(hall, 1, "admin").ask("GET", "/incidents").status_code == 200


def test_what_the_public_holds_opens_nothing_at_the_other_host(hall: TownHall, first: Belongings) -> None:
    here, there = visitor(hall, 1), visitor(hall, 2)
    # the link
    assert here.ask("GET", f"/status/{first.token}").status_code == 200
    assert there.ask("GET", f"/status/{first.token}").get_json()["code"] == "unknown_link"
    moved = there.ask("POST", f"/status/{first.token}/transitions", json={"name": "withdraw"})
    assert moved.get_json()["code"] == "unknown_link"
    # the paper
    assert here.ask("GET", f"/verifications/{first.code}").get_json()["verdict"] != "unknown"
    assert there.ask("GET", f"/verifications/{first.code}").get_json() == {
        **there.ask("GET", "/verifications/000000000000").get_json()
    }
    bytes_ = signed_in(hall, 1, "mayor").ask("GET", f"/documents/{first.document}/content").data
    told = there.ask("POST", "/verifications", data={"file": (io.BytesIO(bytes_), "a.pdf")}).get_json()
    assert told["verdict"] != "authentic"
    assert told.get("document") is None
    # the hold of a slot
    booking = {**POTHOLE, "request_type": "mayor_reception", "form": {"hold": first.hold, "subject": "Вода"}}
    assert there.ask("POST", "/cases", json=booking).status_code in (404, 409, 422)
    # the upload
    with_photo = {**POTHOLE, "form": {**POTHOLE["form"], "photos": [first.attachment]}}
    assert there.ask("POST", "/cases", json=with_photo).status_code == 422


def test_a_sign_in_and_a_machines_token_count_in_their_own_town_alone(hall: TownHall) -> None:
    # given
    browser = signed_in(hall, 1, "mayor")
    token = fresh_token()
    hall.runtime.application.execute(
        system(1), AddToken(digest=token_digest(token), name="export", username="mayor", expires=None)
    )
    sent = {"Authorization": f"Bearer {token}"}
    cookie = browser.client.get_cookie("sprava", domain=HOSTS[1])
    thief = visitor(hall, 2)
    thief.client.set_cookie("sprava", cookie.value, domain=HOSTS[2])
    # then
    assert thief.ask("GET", "/session").get_json()["code"] == "not_signed_in"
    assert visitor(hall, 1).ask("GET", "/cases", headers=sent).status_code == 200
    assert visitor(hall, 2).ask("GET", "/cases", headers=sent).get_json()["code"] == "wrong_token"


def test_idempotency_keys_of_two_towns_do_not_meet(hall: TownHall) -> None:
    # given
    key = {"Idempotency-Key": str(uuid4())}
    # when
    answers = {town: visitor(hall, town).ask("POST", "/cases", json=POTHOLE, headers=key) for town in HOSTS}
    again = visitor(hall, 2).ask("POST", "/cases", json=POTHOLE, headers=key)
    # then
    assert {answer.status_code for answer in answers.values()} == {201}
    assert answers[1].get_json()["status_url"] != answers[2].get_json()["status_url"]
    assert again.get_data() == answers[2].get_data()


def test_people_are_told_the_address_of_their_own_town(hall: TownHall) -> None:
    for town, host in HOSTS.items():
        # when
        hall.work()
        hall.outbox.messages.clear()
        url = visitor(hall, town).done("/cases", POTHOLE)["status_url"]
        hall.work()
        # then
        assert url.startswith(f"http://{host}:8000/s/")
        assert [url in one.text for one in hall.outbox.messages] == [True]


def test_wrong_passwords_in_one_town_lock_nobody_in_the_other(hall: TownHall) -> None:
    for _ in range(11):
        refused = visitor(hall, 1).ask("POST", "/session", json={"username": "sign_worker", "password": "wrong"})
    assert refused.get_json()["code"] == "too_many_requests"
    signed_in(hall, 2, "sign_worker")


@pytest.mark.parametrize("spoof", ["X-Forwarded-Host", "X-Original-Host", "Forwarded", "X-Host"])
def test_the_town_is_not_chosen_by_a_header_that_nobody_vouches_for(hall: TownHall, spoof: str) -> None:
    browser = signed_in(hall, 2, "mayor")
    before = browser.ask("GET", "/cases").get_data()
    assert browser.ask("GET", "/cases", headers={spoof: HOSTS[1]}).get_data() == before


def test_a_host_that_is_no_towns_is_refused_when_there_are_several(hall: TownHall) -> None:
    answer = hall.app.test_client().get("/api/v1/request-types", base_url="http://localhost")
    assert (answer.status_code, answer.get_json()["code"]) == (400, "wrong_host")
