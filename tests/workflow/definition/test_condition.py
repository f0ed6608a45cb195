"""Conditions compare what forms keep: whole numbers, others and money as decimal text, and several that were chosen."""

from __future__ import annotations

import pytest

from workflow.definition.condition import Facts, FieldCondition, holds
from workflow.values import Json


@pytest.mark.parametrize(
    ("value", "test", "bound", "wanted"),
    [
        (101, "over", 100, True),
        ("100.5", "over", 100, True),
        ("99.99", "over", 100, False),
        ("100.00", "at_least", 100, True),
        ("-0.5", "under", 0, True),
        ("many", "over", 100, False),
        ("2026-11-23", "over", 100, False),
        (None, "at_most", 100, False),
        (["lamp", "road"], "equals", "road", True),
        (["lamp"], "equals", "road", False),
        (["lamp", "road"], "one_of", ["road", "water"], True),
        (["lamp"], "one_of", ["road", "water"], False),
        ("road", "one_of", ["road"], True),
        ([], "equals", "road", False),
        (True, "equals", True, True),
    ],
)
def test_a_field_is_compared_as_it_is_kept(value: Json, test: str, bound: Json, wanted: bool) -> None:
    facts = Facts(fields=lambda _name: value, applicant_has=lambda _what: False, outcome=None)

    assert holds(FieldCondition(field="x", test=test, value=bound), facts) is wanted
