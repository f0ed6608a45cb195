"""Two versions compared: each change is told where it is, and texts are told from what changes how cases run."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.given import DEFINITIONS, definition_of, shipped
from workflow.definition.diff import ChangeKind, difference

SOURCE = (DEFINITIONS / "road_defect" / "request_type.yaml").read_text(encoding="utf-8")


def _changes(right: str, wrong: str) -> list[tuple[str, str]]:
    assert right in SOURCE
    found = difference(shipped("road_defect"), definition_of(SOURCE.replace(right, wrong, 1)))
    return [(one.kind.value, one.words) for one in found.changes]


def test_a_definition_does_not_differ_from_itself() -> None:
    found = difference(shipped("road_defect"), shipped("road_defect"))
    assert found.changes == ()
    assert found.only_texts


@pytest.mark.parametrize(
    ("right", "wrong", "kind", "words"),
    [
        ("version: 1", "version: 2", "version", "version: 1 → 2"),
        ("title: Яма або", "title: Дірка або", "text", "title: Яма або розбита дорога → Дірка або розбита дорога"),
        ("{title: У директора, ", "{title: Директор, ", "text", "state routed, title: У директора → Директор"),
        ("label: Що зроблено", "label: Зроблено", "text", "transition finish, input, report, label: Що зроблено → Зроблено"),
        ("key: П", "key: О", "text", "transition route, key: П → О"),
        ('"{number}: відкликано. {link}"', '"{number}: все. {link}"', "text",
         "text withdrawn, link: {number}: відкликано. {link} → {number}: все. {link}"),
        ("length: 10, unit: working_day", "length: 12, unit: working_day", "behaviour", "clock service, length: 10 → 12"),
        ("roles: [foreman]", "roles: [foreman, mayor]", "behaviour", "transition finish, roles: foreman → foreman, mayor"),
        ("guards: [has_place]", "guards: [has_place, {has_field: note}]", "behaviour",
         "transition instruct, guards: added: has_field note"),
        ("    effects: [{notify: {to: applicant, text: in_work}}]\n", "", "behaviour",
         "transition instruct, effects: removed: notify to applicant text in_work"),
        ("stops: [routed], ", "", "behaviour", "clock routing, stops: routed → nothing"),
        ("when: {applicant: has_address}, ", "", "behaviour", "clock answer, when: applicant has_address → nothing"),
        ("max: 5}", "max: 6}", "behaviour", "field photos, max: 5 → 6"),
        ("may_give: [address, email]", "may_give: [email]", "behaviour", "applicant, may_give: address, email → email"),
        ("from: routed\n    to: in_work", "from: reported\n    to: in_work", "behaviour",
         "transition instruct, from: routed → reported"),
    ],
)  # fmt: skip
def test_a_change_is_told_with_its_kind_and_place(right: str, wrong: str, kind: str, words: str) -> None:
    assert _changes(right, wrong) == [(kind, words)]


def test_what_is_added_or_removed_is_told_by_its_name() -> None:
    state = "  archived: {final: true, outcome: satisfied, title: Архів}\n"
    assert _changes("\ntransitions:\n", f"\n{state}transitions:\n") == [("behaviour", "state archived: added")]
    clock = next(line for line in SOURCE.splitlines(keepends=True) if line.startswith("  instructing: {title"))
    assert _changes(clock, "") == [("behaviour", "clock instructing: removed")]


def test_another_order_of_the_form_is_a_text() -> None:
    road = shipped("road_defect")
    turned = difference(road, replace(road, form=road.form[::-1]))
    assert [one.words for one in turned.changes] == ["form, order: place, photos, note → note, photos, place"]
    assert turned.only_texts


def test_labels_of_options_are_texts_and_their_values_are_not() -> None:
    reception = (DEFINITIONS / "mayor_reception" / "request_type.yaml").read_text(encoding="utf-8")

    def changes(right: str, wrong: str) -> list[tuple[ChangeKind, str]]:
        assert right in reception
        new = definition_of(reception.replace(right, wrong, 1))
        return [(one.kind, one.words) for one in difference(shipped("mayor_reception"), new).changes]

    place = "transition receive, input, repeated, options"
    assert changes("first: Первинне", "first: Перше") == [(ChangeKind.TEXT, f"{place}, first: Первинне → Перше")]
    assert changes("duplicate: Дублетне", "twin: Дублетне") == [
        (ChangeKind.BEHAVIOUR, f"{place}: removed: duplicate"),
        (ChangeKind.BEHAVIOUR, f"{place}: added: twin"),
    ]


@pytest.mark.parametrize(
    ("changed", "kind", "words", "only_texts"),
    [
        ({"locales": {"en": {"title": "Hole"}}}, ChangeKind.TEXT, "language en, title: Pothole → Hole", True),
        ({"templates": {"a.html": "<p>b</p>"}}, ChangeKind.PAPER, "template a.html: changed", False),
        ({"locales": {}}, ChangeKind.TEXT, "language en: removed", True),
    ],
)
def test_other_languages_are_texts_and_templates_are_papers(
    changed: Any, kind: ChangeKind, words: str, only_texts: bool
) -> None:
    old = replace(shipped("road_defect"), locales={"en": {"title": "Pothole"}}, templates={"a.html": "<p>a</p>"})
    found = difference(old, replace(old, **changed))
    assert [(one.kind, one.words) for one in found.changes] == [(kind, words)]
    assert found.only_texts is only_texts
