"""Papers over HTTP: opened, shown, signed, checked. Rendering and signing are real."""

from __future__ import annotations

import base64
import hashlib
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest

from tests.api.given import PERSONAL, FiledCase, answering
from tests.town_hall import PIN, StaffBrowser, TownHall


@pytest.fixture(scope="module")
def drafted(town_hall: TownHall) -> tuple[FiledCase, str]:
    """A case whose answer waits for the director; tests go on from where the one before left it only where they say so."""
    return answering(town_hall)


@pytest.fixture
def director(town_hall: TownHall) -> StaffBrowser:
    return town_hall.signed_in("utility_director")


def opened(browser: StaffBrowser, document: str) -> str:
    answer = browser.post(f"/documents/{document}/opening")
    assert answer.status_code == 200, answer.text
    return str(answer.get_json()["sha256"])


def test_a_draft_has_neither_number_nor_bytes(director: StaffBrowser, town_hall: TownHall) -> None:
    _, document = answering(town_hall)

    body = director.get(f"/documents/{document}").get_json()

    assert (body["status"], body["number"], body["sha256"]) == ("draft", None, None)
    assert [one["status"] for one in body["signatures"]] == ["waiting", "waiting"]
    assert director.get(f"/documents/{document}/content").status_code == 409


def test_what_is_shown_is_what_is_signed_and_a_number_stays(director: StaffBrowser, town_hall: TownHall) -> None:
    _, document = answering(town_hall)

    shown = opened(director, document)
    content = director.get(f"/documents/{document}/content")
    number = director.get(f"/documents/{document}").get_json()["number"]
    again = opened(director, document)

    assert content.mimetype == "application/pdf"
    assert content.headers["ETag"] == f'"{shown}"'
    assert hashlib.sha256(content.get_data()).hexdigest() == shown
    assert content.headers["Content-Disposition"].startswith("inline")
    assert (again, director.get(f"/documents/{document}").get_json()["number"]) == (shown, number)


def test_other_bytes_than_those_shown_are_not_signed(director: StaffBrowser, town_hall: TownHall) -> None:
    _, document = answering(town_hall)
    opened(director, document)

    answer = director.post(f"/documents/{document}/signatures", {"pin": PIN, "sha256": "0" * 64})

    assert (answer.status_code, answer.get_json()["code"]) == (409, "document_changed")


def test_one_pin_signs_many_papers_and_a_retry_signs_none_twice(director: StaffBrowser, town_hall: TownHall) -> None:
    papers = [answering(town_hall)[1] for _ in range(2)]
    shown = [opened(director, paper) for paper in papers]
    ceremony = director.post("/signing-sessions", {"pin": PIN})
    session = {"id": ceremony.get_json()["id"], "secret": ceremony.get_json()["secret"]}

    for paper, sha256 in zip(papers, shown, strict=True):
        body = {"signing_session": session, "sha256": sha256}
        key = str(uuid4())
        first = director.post(f"/documents/{paper}/signatures", body, Idempotency_Key=key)
        second = director.post(f"/documents/{paper}/signatures", body, Idempotency_Key=key)
        assert (first.status_code, first.get_data()) == (200, second.get_data())
        signed = first.get_json()["signatures"][0]
        assert (signed["by"], signed["position"], signed["status"]) == ("Петро Типовий", "Директор", "signed")


def test_a_ceremony_belongs_to_the_sign_in_it_began_in(director: StaffBrowser, town_hall: TownHall) -> None:
    _, document = answering(town_hall)
    shown = opened(director, document)
    ceremony = director.post("/signing-sessions", {"pin": PIN}).get_json()
    elsewhere = town_hall.signed_in("utility_director")

    stolen = elsewhere.post(
        f"/documents/{document}/signatures",
        {"signing_session": {"id": ceremony["id"], "secret": ceremony["secret"]}, "sha256": shown},
    )
    beside = director.post(
        f"/documents/{document}/signatures",
        {"signing_session": ceremony["id"], "secret": ceremony["secret"], "sha256": shown},
    )

    assert (stolen.status_code, stolen.get_json()["code"]) == (404, "unknown_signing_session")
    assert beside.status_code == 200, "and an id with its secret beside it is the same thing"


def test_a_pin_guessed_ten_times_locks_at_the_sixth_for_its_holder_alone(town_hall: TownHall) -> None:
    # given
    mayor = town_hall.signed_in("mayor")
    # when: the right one comes too late
    answers = [mayor.post("/signing-sessions", {"pin": f"00000{digit}"}) for digit in range(10)]
    right = mayor.post("/signing-sessions", {"pin": PIN})
    # then: each says how many tries are left, and nothing of the key or the PIN
    assert [(one.status_code, one.get_json()["code"]) for one in answers[:5]] == [(422, "wrong_pin")] * 5
    for locked in (*answers[5:], right):
        assert (locked.status_code, locked.get_json()["code"]) == (429, "pin_locked")
        assert 0 < int(locked.headers["Retry-After"]) <= 900
    for one in (*answers, right):
        told = one.get_data(as_text=True)
        assert not any(word in told for word in (PIN, "00000", "BEGIN", "mayor"))
    # and: nobody else is locked out, and a new sign-in of the holder opens nothing
    other = town_hall.signed_in("utility_director").post("/signing-sessions", {"pin": PIN})
    anew = town_hall.signed_in("mayor").post("/signing-sessions", {"pin": PIN})
    assert (other.status_code, anew.status_code) == (201, 429)
    # and: time alone unlocks it, a quarter of an hour after the window began
    town_hall.clock.advance(timedelta(minutes=31))
    assert town_hall.signed_in("mayor").post("/signing-sessions", {"pin": PIN}).status_code == 201


def test_only_the_signer_opens_and_signs(town_hall: TownHall, drafted: tuple[FiledCase, str]) -> None:
    _, document = drafted

    for username in ("foreman", "dispatcher", "registrar"):
        browser = town_hall.signed_in(username)
        assert browser.post(f"/documents/{document}/opening").status_code in (403, 404), username


def test_a_signer_sends_a_paper_back(director: StaffBrowser, town_hall: TownHall) -> None:
    _, document = answering(town_hall)
    opened(director, document)

    answer = director.post(f"/documents/{document}/return", {"reason": "Виправити прізвище"})

    assert (answer.status_code, answer.get_json()["status"]) == (200, "draft")
    assert answer.get_json()["number"] is not None


def test_a_key_elsewhere_is_told_what_to_sign(director: StaffBrowser, town_hall: TownHall) -> None:
    _, document = answering(town_hall)
    opened(director, document)

    prepared = director.post(f"/documents/{document}/signatures/prepare").get_json()
    nonsense = director.post(
        f"/documents/{document}/signatures/complete",
        {"session": prepared["session"], "cms": base64.b64encode(b"nonsense").decode()},
    )

    assert prepared["algorithm"] == "sha256"
    assert len(base64.b64decode(prepared["digest"])) == 32
    assert nonsense.status_code == 422


def verified(town_hall: TownHall, data: bytes) -> dict[str, Any]:
    answer = town_hall.visitor().post(
        "/api/v1/verifications", data={"file": (BytesIO(data), "x.pdf")}, content_type="multipart/form-data"
    )
    assert answer.status_code == 200, answer.text
    made: dict[str, Any] = answer.get_json()
    return made


def test_the_public_checks_papers_without_learning_about_people(director: StaffBrowser, town_hall: TownHall) -> None:
    _, document = answering(town_hall)
    shown = opened(director, document)
    director.post(f"/documents/{document}/signatures", {"pin": PIN, "sha256": shown})
    body = director.get(f"/documents/{document}").get_json()
    signed = director.get(f"/documents/{document}/content").get_data()

    by_file, by_code = verified(town_hall, signed), town_hall.visitor().get(f"/api/v1/verifications/{body['code']}")
    spaced = f"{body['code'][:4]} {body['code'][4:8]}-{body['code'][8:]}"

    assert (by_file["verdict"], by_file["reasons"]) == ("not_authentic", ["incomplete"]), "the seal is missing"
    assert by_code.get_json()["reasons"] == ["incomplete"]
    assert by_code.get_json()["document"]["number"] == body["number"]
    assert town_hall.visitor().get(f"/api/v1/verifications/{spaced}").get_json() == by_code.get_json()
    assert not [word for word in PERSONAL if word in by_code.text + repr(by_file)]
    assert verified(town_hall, signed + b"\n% more")["verdict"] == "not_authentic"


@pytest.mark.parametrize("code", ["000000000000", "12", "abcdefghijkl", "1234-5678-901X"])
def test_an_unknown_code_is_an_answer_too(town_hall: TownHall, code: str) -> None:
    answer = town_hall.visitor().get(f"/api/v1/verifications/{code}")

    assert (answer.status_code, answer.get_json()["verdict"]) == (200, "unknown")


def test_a_foreign_file_is_unknown(town_hall: TownHall) -> None:
    assert verified(town_hall, b"hello")["verdict"] == "unknown"


def test_a_complete_paper_is_authentic_and_reaches_its_citizen(director: StaffBrowser, town_hall: TownHall) -> None:
    case, document = answering(town_hall)
    shown = opened(director, document)
    director.post(f"/documents/{document}/signatures", {"pin": PIN, "sha256": shown})
    town_hall.work()
    body = director.get(f"/documents/{document}").get_json()
    data = director.get(f"/documents/{document}/content").get_data()
    visitor = town_hall.visitor()

    by_file, by_code = verified(town_hall, data), visitor.get(f"/api/v1/verifications/{body['code']}").get_json()
    locked = visitor.get(f"/api/v1/status/{case.token}/documents/{document}/content")
    unlocked = visitor.post(f"/api/v1/status/{case.token}/unlock", json={"last4": "4567"}).get_json()
    papers = unlocked["documents"]
    letter = visitor.get(papers[0]["content"])

    assert (body["status"], [one["status"] for one in body["signatures"]]) == ("complete", ["signed", "signed"])
    assert (by_file["verdict"], by_code["verdict"]) == ("authentic", "authentic")
    assert by_code["document"]["status"] == "complete"
    assert locked.status_code == 403
    assert (papers[0]["id"], papers[0]["number"]) == (document, body["number"])
    assert letter.get_data() == data
    assert verified(town_hall, data + b" ")["verdict"] == "not_authentic"
    status = visitor.get(f"/api/v1/status/{case.token}").get_json()
    assert (status["state"], status["outcome"]) == ("answered", "вирішено позитивно")
    assert status["citizen_text"] == "Ми відповіли: вирішено позитивно."


def test_a_void_paper_says_so_to_whoever_checks(director: StaffBrowser, town_hall: TownHall) -> None:
    _, document = answering(town_hall)
    director.post(f"/documents/{document}/signatures", {"pin": PIN, "sha256": opened(director, document)})
    town_hall.work()
    code = director.get(f"/documents/{document}").get_json()["code"]

    voided = director.post(f"/documents/{document}/void", {"reason": "помилка в адресі"})

    assert voided.get_json()["status"] == "void"
    checked = town_hall.visitor().get(f"/api/v1/verifications/{code}").get_json()
    assert (checked["verdict"], checked["document"]["status"]) == ("authentic", "void")
    assert checked["document"]["void_reason"] == "помилка в адресі"


def test_a_paper_of_ours_that_comes_back_is_let_through_whole(director: StaffBrowser, town_hall: TownHall) -> None:
    _, document = answering(town_hall)
    director.post(f"/documents/{document}/signatures", {"pin": PIN, "sha256": opened(director, document)})
    data = director.get(f"/documents/{document}/content").get_data()

    answer = town_hall.visitor().post(
        "/api/v1/attachments", data={"file": (BytesIO(data), "x.pdf")}, content_type="multipart/form-data"
    )

    assert (answer.status_code, answer.get_json()["size"]) == (201, len(data))
