"""Who reads the sensitive fields of a case."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.given import staff
from workflow.actor import system, visitor
from workflow.definition.definition_files import read_folder
from workflow.definition.load import load_files
from workflow.definition.shared_parts import read_shared_parts
from workflow.engine.readers import hidden_fields, may_read_paper, readable, withheld

_ROOT = Path(__file__).parents[3]
CARE = _ROOT / "tests" / "api" / "care_request"
DEFINITION, _ = load_files(read_folder(CARE), read_shared_parts(_ROOT / "definitions" / "_shared").files)
NAMED = {"diagnosis", "record", "findings"}


@pytest.mark.parametrize(
    ("role", "hidden"),
    [
        ("specialist", set()),
        ("foreman", NAMED),
        ("sewing_circle", NAMED | {"income"}),
        ("mayor", NAMED | {"income"}),
        ("admin", NAMED | {"income"}),
    ],
)
def test_named_roles_read_else_those_that_move_the_case(role: str, hidden: set[str]) -> None:
    assert hidden_fields(DEFINITION, staff(role)) == hidden


def test_nothing_is_hidden_from_the_system_nor_from_the_citizen_whose_it_is() -> None:
    assert hidden_fields(DEFINITION, system(1)) == hidden_fields(DEFINITION, visitor(1)) == frozenset()


def test_only_the_fields_own_values_are_taken_out() -> None:
    personal = {
        "form.diagnosis": 1,
        "input.7.findings": 2,
        "form.wish": 3,
        "applicant.phone": 4,
        "added.9.diagnosis": 5,
    }
    kept = readable(personal, frozenset({"diagnosis", "findings"}))
    assert set(kept) == {"form.wish", "applicant.phone", "added.9.diagnosis"}


def test_a_paper_that_names_its_readers_is_read_by_these_alone() -> None:
    assert may_read_paper(DEFINITION, "care_card", staff("specialist"))
    assert may_read_paper(DEFINITION, "care_card", staff("foreman")), "who reads no such field, and this paper"
    assert not may_read_paper(DEFINITION, "care_card", staff("mayor"))
    assert not may_read_paper(DEFINITION, "care_card", staff("admin"))
    assert may_read_paper(DEFINITION, "care_card", visitor(1)), "a citizen's own paper"
    assert may_read_paper(DEFINITION, "work_card", staff("mayor"))


def test_any_other_paper_is_as_hidden_as_the_fields_it_names() -> None:
    card = replace(DEFINITION.documents["care_card"], readers=())
    before = replace(DEFINITION, documents={**DEFINITION.documents, "care_card": card})
    assert may_read_paper(before, "care_card", staff("specialist"))
    assert not may_read_paper(before, "care_card", staff("foreman"))


def test_what_is_sensitive_is_printed_only_where_readers_are_named_and_told_nowhere() -> None:
    everything = frozenset(NAMED | {"income"})
    assert withheld(DEFINITION, "care_card") == frozenset()
    assert withheld(DEFINITION, "work_card") == withheld(DEFINITION, None) == everything
