"""Forms and inputs: clean values or codes by field, all at once; the same fields as JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflow.definition.checked import EXAMPLE
from workflow.definition.condition import Facts, FieldCondition
from workflow.definition.form import json_schema, validate
from workflow.definition.model import Definition, Field, FieldType
from workflow.definition.schema import read
from workflow.definition.yaml_source import load
from workflow.values import Json

PHOTO = "0191e7a0-0000-7000-8000-000000000001"
OTHER = "0191e7a0-0000-7000-8000-000000000002"
LONGEST_TEXT = 4000


def road_defect() -> Definition:
    return read(load(EXAMPLE).tree).definition


def checked(
    fields: tuple[Field, ...], values: Mapping[str, Json]
) -> tuple[Mapping[str, Json], Mapping[str, tuple[str, ...]]]:
    facts = Facts(fields=values.get, applicant_has=lambda _what: False, outcome=None)
    return validate(fields, values, facts)


def one(kind: FieldType, **options: object) -> Field:
    return Field(name="it", type=kind, **options)  # type: ignore[arg-type]


COLOURS = (("red", "Червоний"), ("blue", "Синій"))


@pytest.mark.parametrize(
    ("field", "value", "clean"),
    [
        (one(FieldType.TEXT), "  яма \u202e\u200b", "яма"),
        (one(FieldType.TEXT), 42, "42"),
        (one(FieldType.INTEGER, minimum=1, maximum=5), "4", 4),
        (one(FieldType.NUMBER), 1.5, "1.5"),
        (one(FieldType.NUMBER), "1 000,50", "1000.5"),
        (one(FieldType.NUMBER), 3.0, 3),
        (one(FieldType.DATE), "2026-11-23", "2026-11-23"),
        (one(FieldType.TIME), "15:00:00", "15:00"),
        (one(FieldType.CHOICE, options=COLOURS), "red", "red"),
        (one(FieldType.CHOICES, options=COLOURS), "red", ["red"]),
        (one(FieldType.CHOICES, options=COLOURS), ["red", "blue"], ["red", "blue"]),
        (one(FieldType.YES_NO), "on", True),
        (one(FieldType.YES_NO), False, False),
        (one(FieldType.PHONE), "+380 67 123-45-67", "+380 67 123-45-67"),
        (one(FieldType.EMAIL), "olena@example.org", "olena@example.org"),
        (one(FieldType.PLACE), "вул. Лісова, 8", {"address": "вул. Лісова, 8"}),
        (one(FieldType.PLACE), {"lat": 51.34, "lon": "25.85000001"}, {"lat": "51.34", "lon": "25.85"}),
        (one(FieldType.PHOTO), PHOTO.upper(), PHOTO),
        (one(FieldType.PHOTO), [PHOTO], PHOTO),
        (one(FieldType.PHOTOS, maximum=2), [PHOTO, OTHER], [PHOTO, OTHER]),
        (one(FieldType.PERSON), {"surname": "Приклад", "given_name": ""}, {"surname": "Приклад"}),
        (one(FieldType.ORGANISATION), "ОСББ «Затишок»", {"name": "ОСББ «Затишок»"}),
        (one(FieldType.SLOT), "mayor_reception-20261125T1500", "mayor_reception-20261125T1500"),
        (one(FieldType.MONEY), "5 000,5", "5000.50"),
    ],
)
def test_a_good_value_comes_out_clean(field: Field, value: Json, clean: Json) -> None:
    assert checked((field,), {"it": value}) == ({"it": clean}, {})


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        (one(FieldType.TEXT), "я" * 4001, "too_long"),
        (one(FieldType.TEXT, minimum=3), "я", "too_short"),
        (one(FieldType.TEXT), ["a"], "not_a_text"),
        (one(FieldType.INTEGER, minimum=1, maximum=5), 6, "too_big"),
        (one(FieldType.INTEGER, minimum=1), 0, "too_small"),
        (one(FieldType.INTEGER), "1.5", "not_a_whole_number"),
        (one(FieldType.INTEGER), True, "not_a_whole_number"),
        (one(FieldType.INTEGER), "9" * 5000, "not_a_whole_number"),
        (one(FieldType.NUMBER), "NaN", "not_a_number"),
        (one(FieldType.NUMBER), "1e9", "not_a_number"),
        (one(FieldType.DATE), "2026-02-30", "not_a_date"),
        (one(FieldType.DATE), "23.11.2026", "not_a_date"),
        (one(FieldType.TIME), "25:00", "not_a_time"),
        (one(FieldType.CHOICE, options=COLOURS), "green", "not_a_choice"),
        (one(FieldType.CHOICE, options=COLOURS), {"red": 1}, "not_a_choice"),
        (one(FieldType.CHOICES, options=COLOURS), ["red", "green"], "not_a_choice"),
        (one(FieldType.CHOICES, options=COLOURS), ["red", "red"], "named_twice"),
        (one(FieldType.YES_NO), "perhaps", "not_yes_or_no"),
        (one(FieldType.PHONE), "call me", "not_a_phone"),
        (one(FieldType.EMAIL), "a@b.org\r\nBcc: all@b.org", "not_an_email"),
        (one(FieldType.PLACE), {"lat": 91, "lon": 0}, "not_a_place"),
        (one(FieldType.PLACE), {"lat": 50}, "not_a_place"),
        (one(FieldType.PLACE), {"street": "Лісова", "zoom": 4}, "not_a_place"),
        (one(FieldType.PLACE), {"lat": "nan", "lon": 1}, "not_a_place"),
        (one(FieldType.PHOTO), "../../etc/passwd", "not_an_attachment"),
        (one(FieldType.PHOTO), [PHOTO, OTHER], "too_many"),
        (one(FieldType.PHOTOS, maximum=1), [PHOTO, OTHER], "too_many"),
        (one(FieldType.PHOTOS, minimum=2), [PHOTO], "too_few"),
        (one(FieldType.PHOTOS), [PHOTO, PHOTO], "named_twice"),
        (one(FieldType.PERSON), {"given_name": "Ганна"}, "not_a_person"),
        (one(FieldType.SLOT), "a slot", "not_a_slot"),
        (one(FieldType.MONEY), "-1", "not_money"),
        (one(FieldType.MONEY), "1.005", "not_money"),
    ],
)
def test_a_wrong_value_is_told_by_its_code(field: Field, value: Json, code: str) -> None:
    clean, mistakes = checked((field,), {"it": value})

    assert mistakes == {"it": (code,)}
    assert clean == {}


@pytest.mark.parametrize("nothing", [None, "", "  ", "\u200b", [], {}])
def test_nothing_is_not_given(nothing: Json) -> None:
    assert checked((one(FieldType.TEXT, required=True),), {"it": nothing}) == ({}, {"it": ("required",)})
    assert checked((one(FieldType.TEXT),), {"it": nothing}) == ({}, {})


def test_all_mistakes_are_told_at_once() -> None:
    clean, mistakes = checked(road_defect().form, {"photos": ["x"], "note": "я" * 5000, "speed": 90})

    assert mistakes == {
        "place": ("required",),
        "photos": ("not_an_attachment",),
        "note": ("too_long",),
        "speed": ("unknown_field",),
    }
    assert clean == {}


def test_a_photo_or_a_reason_why_there_is_none() -> None:
    finish = road_defect().transition("finish", "in_work")
    assert finish is not None

    assert checked(finish.input, {"report": "Засипали."})[1] == {"photo": ("required",)}
    assert checked(finish.input, {"report": "Засипали.", "photo": PHOTO})[1] == {}
    assert checked(finish.input, {"report": "Засипали.", "why_no_photo": "темно"})[1] == {}


def test_a_field_is_asked_only_where_its_condition_holds() -> None:
    much = FieldCondition(field="size", test="over", value=10)
    fields = (
        Field(name="size", type=FieldType.INTEGER),
        Field(name="why", type=FieldType.TEXT, required=True, when=much),
    )

    assert checked(fields, {"size": 11})[1] == {"why": ("required",)}
    assert checked(fields, {"size": 10})[1] == {}


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(list(FieldType)), JSON)
def test_any_value_ends_in_a_clean_one_or_a_code(kind: FieldType, value: Json) -> None:
    field = one(kind, options=COLOURS)

    clean, mistakes = checked((field,), {"it": value})

    assert len(clean) + len(mistakes) <= 1
    # Canonical JSON: no floats, and the same when it is checked again.
    assert json.loads(json.dumps(clean, allow_nan=False), parse_float=_no_float) == clean
    assert not clean or checked((field,), clean) == (clean, {})


def _no_float(text: str) -> float:
    raise AssertionError(text)


def schema_of(fields: tuple[Field, ...]) -> dict[str, Any]:
    """As a client reads it."""
    schema: dict[str, Any] = json.loads(json.dumps(json_schema(fields)))
    return schema


def test_the_schema_says_what_the_form_wants() -> None:
    schema = schema_of(road_defect().form)

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["required"] == ["place"]
    assert schema["additionalProperties"] is False
    note = {"title": "Що саме?", "x-type": "text", "type": "string", "maxLength": LONGEST_TEXT}
    assert schema["properties"]["note"] == note


def test_the_schema_says_which_field_spares_another() -> None:
    finish = road_defect().transition("finish", "in_work")
    assert finish is not None

    (rule,) = schema_of(finish.input)["allOf"]

    assert rule["then"] == {"required": ["photo"]}
    assert rule["if"]["not"]["required"] == ["why_no_photo"]


@pytest.mark.parametrize("kind", list(FieldType))
def test_every_type_has_a_schema(kind: FieldType) -> None:
    schema = json_schema((one(kind, options=COLOURS, minimum=0, maximum=3),))

    assert json.loads(json.dumps(schema))["properties"]["it"]["x-type"] == kind.value
