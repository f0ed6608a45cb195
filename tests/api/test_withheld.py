"""Personal values are put into a kept reply in place; where that cannot be told, by reading it: the same either way."""

from __future__ import annotations

import json
from typing import Any

import pytest

from api.withheld import WITHHELD, filled
from workflow.json_text import json_text
from workflow.values import Json

KNOWN: dict[str, Json] = {
    "applicant.surname": "Зразкова",
    "applicant.phone": "+380671234567",
    "form.note": 'Він сказав: "так", \\u0000applicant.phone',
    "form.place": {"lat": "50.35", "lon": "25.9"},
    "resolution.1.text": "Ліквідувати яму.",
}


def person(*names: str) -> dict[str, Any]:
    return {name: WITHHELD[f"applicant.{name}"] for name in names}


def told(shown: Any, personal: dict[str, Json]) -> Any:
    return json.loads(filled(json_text(shown), "26-00042", personal))


def test_what_is_known_stands_in_its_place() -> None:
    # given: beside words of somebody who writes as a mark is written
    tricky = 'x":"\\u0000applicant.phone'
    shown = {
        "reference": "26-00042",
        "title": tricky,
        "form": {"note": WITHHELD["form.note"], "place": WITHHELD["form.place"], "size": 3},
        "applicant": {**person("surname", "phone"), "id": 1},
        "resolutions": [{"text": WITHHELD["resolution.1.text"], "number": 1}],
    }

    assert told(shown, KNOWN) == {
        "reference": "26-00042",
        "title": tricky,
        "form": {"note": KNOWN["form.note"], "place": {"lat": 50.35, "lon": 25.9}, "size": 3},
        "applicant": {"surname": "Зразкова", "phone": "+380671234567", "id": 1},
        "resolutions": [{"text": "Ліквідувати яму.", "number": 1}],
    }


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ({"applicant": {**person("surname", "email", "phone"), "gave": []}}, {"surname": "Зразкова", "phone": "+380671234567", "gave": []}),
        ({"applicant": {**person("email", "date"), "gave": []}}, {"gave": []}),
        ({"applicant": {"gave": [], **person("email", "surname", "date")}}, {"gave": [], "surname": "Зразкова"}),
        ({"applicant": person("email", "date")}, {}),
        ({"form": {"diagnosis": WITHHELD["form.diagnosis"], "note": WITHHELD["form.note"]}}, {"note": KNOWN["form.note"]}),
        ({"reports": [{"text": WITHHELD["report.9"], "by": "foreman"}]}, [{"text": None, "by": "foreman"}]),
        ({"remarks": [WITHHELD["resolution.1.text"], WITHHELD["report.9"]]}, ["Ліквідувати яму.", None]),
    ],
)  # fmt: skip
def test_what_is_not_known_is_absent_of_people_and_forms_and_else_null(shown: dict[str, Any], expected: Any) -> None:
    assert list(told(shown, KNOWN).values()) == [expected]


def test_a_reply_without_marks_is_sent_as_it_is_kept() -> None:
    assert filled(b'{"a": 1}\n', "26-00042", None) == b'{"a": 1}\n'
