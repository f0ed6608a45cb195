"""What marshmallow says becomes our codes; a new release that words its messages otherwise is noticed here."""

from __future__ import annotations

import pytest
from marshmallow import ValidationError

from api.schemas.cases import CasesQuery, CaseTaken
from api.schemas.resolutions import IssueTaken, Order
from api.schemas.session import SignIn
from api.schemas.substitutions import SubstitutionTaken
from api.schemas.transitions import TransitionTaken
from gate.schema_messages import field_code, flat_errors


@pytest.mark.parametrize(
    ("schema", "body", "expected"),
    [
        (SignIn, {}, {"username": "required", "password": "required"}),
        (SignIn, {"username": None, "password": "x"}, {"username": "required"}),
        (SignIn, {"username": 5, "password": "x"}, {"username": "wrong_type"}),
        (SignIn, {"username": "a" * 65, "password": "x"}, {"username": "wrong_length"}),
        (SignIn, {"username": "a", "password": "x", "more": 1}, {"more": "unknown_key"}),
        (CaseTaken, {"request_type": "x", "applicant": []}, {"applicant": "wrong_type"}),
        (CaseTaken, {"request_type": "x", "form": 1}, {"form": "wrong_type"}),
        (
            CaseTaken,
            {"request_type": "x", "applicant": {"kind": "ghost", "surname": 1}},
            {"applicant.kind": "not_one_of", "applicant.surname": "wrong_type"},
        ),
        (CaseTaken, {"request_type": "x", "applicant": {"birth_date": "soon"}}, {"applicant.birth_date": "not_a_date"}),
        (CasesQuery, {"limit": "1000"}, {"limit": "out_of_range"}),
        (CasesQuery, {"limit": "many"}, {"limit": "wrong_type"}),
        (CasesQuery, {"overdue": "maybe"}, {"overdue": "wrong_type"}),
        (CasesQuery, {"created_after": "2026-13-01"}, {"created_after": "not_a_date"}),
        (Order, {"text": "x", "executors": [{}]}, {"executors[0].user": "required"}),
        (Order, {"text": "x", "executors": [{"user": "a"}] * 51}, {"executors": "too_long"}),
        (IssueTaken, {"draft": "nonsense"}, {"draft": "wrong_type"}),
        (TransitionTaken, {"name": "x", "input": {"a": 1}, "pin": "1"}, {"pin": "wrong_length"}),
        (
            SubstitutionTaken,
            {
                "absent": "a",
                "acting": "b",
                "from": "2026-12-01T10:00",
                "to": "x",
                "order_number": "1",
                "order_date": "",
            },
            {"from": "not_a_date", "to": "not_a_date", "order_date": "not_a_date"},
        ),
    ],
)
def test_each_mistake_has_its_place_and_code(schema: type, body: object, expected: dict[str, str]) -> None:
    with pytest.raises(ValidationError) as caught:
        schema().load(body)

    assert {path: codes[0] for path, codes in flat_errors(caught.value.messages).items()} == expected


def test_a_code_stays_a_code() -> None:
    assert field_code("due_after_parent") == "due_after_parent"


def test_an_unknown_sentence_is_an_invalid_value() -> None:
    assert field_code("Whatever this may mean.") == "invalid_value"
