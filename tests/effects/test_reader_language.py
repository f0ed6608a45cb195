"""What the town says about a case is said in its reader's language; what people typed stays theirs."""

from __future__ import annotations

import pytest

from effects.reader_language import template_for, words_in
from notifications.recipients import Variant
from notifications.sms_length import measure
from tests.effects.given import filed
from tests.given import DEFINITIONS, whole
from workflow.definition.placeholders import longest_rendering

OWN = {
    "title": "Прийом",
    "state": "Записано",
    "slot": "ср 25.11, 15:00",
    "slot_day": "ср 25.11",
    "outcome": "відмовлено",
}


@pytest.mark.parametrize(
    ("language", "slot", "outcome"),
    [
        ("en", "Wed 25.11, 15:00", "refused"),
        ("ru", "ср 25.11, 15:00", "отказано"),
        ("uk", "ср 25.11, 15:00", "відмовлено"),
    ],
)
def test_days_results_and_titles_are_said_in_it(language: str, slot: str, outcome: str) -> None:
    definition, case = whole("road_defect"), filed().case

    said = words_in(language, {**OWN, "question": "Де саме?"}, "refused", case, definition)

    assert (said["slot"], said["outcome"], said["question"]) == (slot, outcome, "Де саме?")
    assert said["title"] == (definition.text("title", language) or OWN["title"])
    assert said["state"] == (definition.text(f"states.{case.state}.title", language) or OWN["state"])


def test_what_was_chosen_from_a_list_is_said_by_its_label() -> None:
    definition = whole("street_renaming_certificate")
    field = next(
        one for one in definition.form if one.options and definition.text(_path(one.name, one.options[0][0]), "en")
    )
    value, label = field.options[0]

    said = words_in("en", {**OWN, field.name: label}, None, filed().case, definition)

    assert said[field.name] == definition.text(_path(field.name, value), "en") != label


def _path(field: str, value: str) -> str:
    return f"form.{field}.options.{value}"


SHIPPED = sorted(one.parent.name for one in DEFINITIONS.glob("*/request_type.yaml"))


@pytest.mark.parametrize("language", ["uk", "en", "ru"])
def test_every_shipped_text_stands_in_three_languages_and_costs_one_part(language: str) -> None:
    costly = []
    for name in SHIPPED:
        definition = whole(name)
        for text, pair in definition.texts.items():
            for variant in Variant:
                template, used = template_for(definition, text, pair, variant, language)
                assert used == language, (name, text)
                # As long as it can get, by the alphabet it leaves in: 160 of GSM-7, 70 of the others.
                if measure(longest_rendering(template, definition)).parts > 1:
                    costly.append((name, text, variant.value))
    assert len(SHIPPED) >= 27
    assert costly == []
