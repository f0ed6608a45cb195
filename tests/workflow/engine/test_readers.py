"""Who reads the sensitive fields of a case."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.given import staff
from workflow.actor import system, visitor
from workflow.definition.definition_files import read_folder
from workflow.definition.load import load_files
from workflow.definition.shared_parts import read_shared_parts
from workflow.engine.readers import hidden_fields, readable, shows_hidden

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


def test_a_paper_is_as_hidden_as_the_field_its_template_names() -> None:
    assert shows_hidden(DEFINITION, "care_card", frozenset({"diagnosis"}))
    assert not shows_hidden(DEFINITION, "work_card", frozenset({"diagnosis"}))
    assert not shows_hidden(DEFINITION, "care_card", frozenset())
