"""Sensitive fields over the API: read by the roles the definition names, hidden from everybody else who knows the
case, with their files and the papers that tell them."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from flask import Flask

from runtime.app import build_app
from tests.api.given import moved
from tests.api.test_attachments import photo, uploaded
from tests.town_hall import DEFINITIONS, StaffBrowser, TownHall
from web.blueprint import plug_pages
from web.problem_page import problem_page
from workflow.actor import system
from workflow.commands.publish_definition import PublishDefinition
from workflow.definition.definition_files import read_folder
from workflow.definition.load import load_files
from workflow.definition.shared_parts import read_shared_parts
from workflow.rehearsal.scenario_paths import run_scenarios

CARE = Path(__file__).parent / "care_request"
SECRETS = ("Перелом", "Сходи круті", "31415926")
"""No digits that an id or a hash may hold by chance."""


@pytest.fixture(scope="module")
def care(town_hall: TownHall) -> dict[str, Any]:
    """A case with sensitive answers, a sensitive file, and both papers: (reference, file, papers by type)."""
    shared = read_shared_parts(DEFINITIONS / "_shared")
    definition, bundle = load_files(read_folder(CARE), shared.files)
    town_hall.runtime.application.execute(system(1), PublishDefinition(definition=definition, bundle=bundle.to_bytes()))
    file = uploaded(town_hall, photo()).get_json()["id"]
    answer = town_hall.visitor().post(
        "/api/v1/cases",
        json={
            "request_type": "care_request",
            "form": {"wish": "Носити воду", "diagnosis": "Перелом", "record": [file], "income": "31415926"},
            "applicant": {"surname": "Зразкова", "given_name": "Олена", "phone": "+380671234567"},
            "channel": "page",
        },
    )
    assert answer.status_code == 201, answer.text
    reference = answer.get_json()["reference"]
    case = moved(town_hall, "specialist", reference, "visit", input={"findings": "Сходи круті"})
    return {"reference": reference, "file": file, "papers": {one["type"]: one["id"] for one in case["documents"]}}


def shown(browser: StaffBrowser, reference: str) -> dict[str, Any]:
    answer = browser.get(f"/cases/{reference}")
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.get_json()
    return body


def test_the_reader_reads_everything(town_hall: TownHall, care: dict[str, Any]) -> None:
    body = shown(town_hall.signed_in("specialist"), care["reference"])
    assert body["form"]["diagnosis"] == "Перелом"
    assert body["inputs"]["findings"] == "Сходи круті"
    assert body["hidden"] == []


@pytest.mark.parametrize("username", ["mayor", "admin", "registrar"])
def test_whoever_knows_the_case_and_reads_no_such_field_sees_that_it_was_given(
    town_hall: TownHall, care: dict[str, Any], username: str
) -> None:
    # given
    browser = town_hall.signed_in(username)
    # when
    body = shown(browser, care["reference"])
    # then
    assert body["hidden"] == ["diagnosis", "findings", "income", "record"]
    assert body["form"]["wish"] == "Носити воду", "what is only personal is shown as before"
    for path in ("", "/history", "/documents", "/resolutions", "/transitions"):
        told = browser.get(f"/cases/{care['reference']}{path}").text
        assert not any(secret in told for secret in SECRETS), path
    assert not any(secret in browser.get(f"/messages?case={care['reference']}").text for secret in SECRETS)
    # and: neither does the answer of a write
    written = browser.post(f"/cases/{care['reference']}/papers", {"note": "Телефонували"})
    assert (written.status_code, written.get_json()["hidden"]) == (200, body["hidden"]), written.text
    assert written.get_json()["form"] == body["form"]
    assert not any(secret in written.text for secret in SECRETS)


def test_a_sensitive_file_is_nobody_elses(town_hall: TownHall, care: dict[str, Any]) -> None:
    path = f"/attachments/{care['file']}/content"
    assert town_hall.signed_in("specialist").get(path).status_code == 200
    assert town_hall.signed_in("mayor").get(path).status_code == 404


def test_who_stands_in_for_a_reader_reads_and_only_while_they_do(town_hall: TownHall, care: dict[str, Any]) -> None:
    # given
    assert "diagnosis" in shown(town_hall.signed_in("dispatcher"), care["reference"])["hidden"]
    # when
    answer = town_hall.signed_in("admin").post(
        "/substitutions",
        {
            "absent": "specialist",
            "acting": "dispatcher",
            "from": "2026-11-23",
            "to": "2026-11-24",
            "order_number": "7-к",
            "order_date": "2026-11-20",
        },
    )
    assert answer.status_code == 201, answer.text
    # then
    assert shown(town_hall.signed_in("dispatcher"), care["reference"])["hidden"] == []


def test_the_words_are_found_by_no_search(town_hall: TownHall, care: dict[str, Any]) -> None:
    assert town_hall.signed_in("mayor").get("/cases?q=Перелом").get_json()["items"] == []


def test_the_bytes_of_a_paper_that_tells_it_are_hidden_too(town_hall: TownHall, care: dict[str, Any]) -> None:
    card, work = care["papers"]["care_card"], care["papers"]["work_card"]
    mayor, foreman = town_hall.signed_in("mayor"), town_hall.signed_in("foreman")
    assert mayor.get(f"/documents/{card}/content").get_json()["code"] == "not_permitted"
    assert mayor.get(f"/documents/{work}/content").get_json()["code"] == "document_not_open"
    # and the foreman, who reads no such field, is named as a reader of the card
    assert foreman.get(f"/documents/{card}/content").get_json()["code"] == "document_not_open"
    assert foreman.get(f"/documents/{work}").status_code in (200, 404)


def test_the_card_of_the_case_says_hidden(town_hall: TownHall, care: dict[str, Any]) -> None:
    # given
    app: Flask = build_app(town_hall.runtime, pages=plug_pages, problem_page=problem_page)
    for username, secret in (("mayor", False), ("specialist", True)):
        browser = app.test_client()
        browser.post("/signin", data={"username": username, "password": "correct horse battery staple"})
        # when
        page = browser.get(f"/staff/cases/{care['reference']}").get_data(as_text=True)
        # then
        assert ("Перелом" in page) is secret
        assert ("(не показуємо вашій ролі)" in page) is not secret


def test_the_definitions_own_scenario_holds_and_a_planted_mistake_fails_it(tmp_path: Path) -> None:
    def told(folder: Path) -> list[str]:
        found = run_scenarios([folder], shipped=DEFINITIONS)
        assert not found.unreadable
        return [failure.words for one in found.played for failure in one.failures]

    # given
    folder = copytree(CARE, tmp_path / "care_request")
    assert told(folder) == []
    # when
    main = folder / "request_type.yaml"
    text = main.read_text(encoding="utf-8")
    assert text.count("readers: [specialist]}") == 3
    main.write_text(text.replace("readers: [specialist]}", "readers: [foreman]}", 1), encoding="utf-8")
    # then
    assert told(folder)[0].startswith("hidden, specialist: expected no")
