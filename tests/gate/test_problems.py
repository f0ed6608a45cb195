"""Every refusal has words in every language, and becomes one RFC 9457 document."""

from __future__ import annotations

import pytest

from documents.errors import StorageUnavailable, UploadRefused
from gate.languages import LANGUAGES
from gate.problems import GateRefusal, problem_of
from gate.wording.field_rows import FIELDS
from gate.wording.problem_rows import TABLE
from gate.wording.refusal_rows import REFUSALS
from gate.wording.row import Row
from tests.gate.raised_codes import definition_codes, field_codes, problem_codes, refusal_codes
from workflow.errors import Conflict, InvalidInput, NotAvailable, NotFound, Refusal

ROWS = [
    (name, code, row)
    for name, table in (("problem", TABLE), ("refusal", REFUSALS), ("field", FIELDS))
    for code, row in table.items()
]


def test_every_problem_the_source_raises_has_a_row() -> None:
    assert problem_codes() - definition_codes() - set(TABLE) == set()


def test_every_refusal_the_source_gives_has_a_row() -> None:
    assert refusal_codes() - set(REFUSALS) == set()


def test_every_field_code_the_source_gives_has_a_row() -> None:
    assert field_codes() - set(FIELDS) == set()


def test_the_search_for_codes_finds_what_is_known_to_be_there() -> None:
    assert {"stale_version", "unknown_request_type", "wrong_credentials"} <= problem_codes()
    assert {"role", "joined"} <= refusal_codes()
    assert {"required", "unknown_attachment"} <= field_codes()


@pytest.mark.parametrize(("table", "code", "row"), ROWS, ids=[f"{table}-{code}" for table, code, _ in ROWS])
def test_a_row_speaks_three_different_languages(table: str, code: str, row: Row) -> None:
    sentences = [row.sentence(language, {}) for language in LANGUAGES]

    assert all(sentence.strip() for sentence in sentences)
    assert len({row.uk, row.en, row.ru}) == 3
    assert not set("ыэъё") & set(row.uk.lower()), "Russian letters in a Ukrainian sentence"


def test_a_refusal_names_every_reason() -> None:
    error = NotAvailable([Refusal(code="role"), Refusal(code="too_late", data={"until": "08.12"})])

    problem = problem_of(error, "en").document()

    assert problem["status"] == 409
    assert problem["code"] == "not_available"
    assert problem["refusals"] == [
        {"code": "role", "message": "Another role does this."},
        {"code": "too_late", "message": "The time for this ended on 08.12."},
    ]


def test_wrong_input_names_every_field() -> None:
    problem = problem_of(InvalidInput({"form.note": ["too_long"], "applicant.phone": ["required"]}), "uk").document()

    assert problem["status"] == 422
    assert problem["errors"] == {"form.note": ["Задовго."], "applicant.phone": ["Потрібно заповнити."]}


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotFound("unknown_case"), 404),
        (NotFound("something_new"), 404),
        (Conflict("stale_version"), 412),
        (Conflict("slot_taken"), 409),
        (InvalidInput({}, code="key_reused"), 422),
        (InvalidInput({"pin": ["pin_locked"]}, code="pin_locked", retry_after=900), 429),
        (UploadRefused("too_large"), 413),
        (UploadRefused("unsupported_media"), 415),
        (StorageUnavailable(), 503),
        (GateRefusal("not_signed_in"), 401),
    ],
)
def test_each_kind_of_error_has_its_status(error: NotFound, status: int) -> None:
    assert problem_of(error, "uk").status == status


def test_whoever_tried_too_often_is_told_when_to_come_back() -> None:
    assert problem_of(GateRefusal("too_many_requests", retry_after=77), "uk").retry_after == 77
    assert problem_of(InvalidInput({}, code="pin_locked", retry_after=900), "uk").retry_after == 900


def test_data_of_an_error_cannot_reach_into_objects() -> None:
    hostile = Refusal(code="joined", data={"main": "{0.__class__} {main}"})

    (_, message) = problem_of(NotAvailable([hostile]), "en").refusals[0]

    assert message == "This case follows {0.__class__} {main}: act there."
