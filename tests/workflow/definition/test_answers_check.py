"""The checker finds answers that need what nobody is asked, and outcomes that do not exist."""

from __future__ import annotations

from pathlib import Path

from runtime.checker_tools import checker_tools
from tests.given import DEFINITIONS
from workflow.definition.check import Surroundings, check
from workflow.definition.definition_files import DefinitionFiles
from workflow.definition.shared_parts import read_shared_parts

FENCE = (Path(__file__).parents[2] / "definitions" / "offered" / "fence" / "request_type.yaml").read_text()
LIGHT = (Path(__file__).parents[2] / "definitions" / "offered" / "street_light" / "request_type.yaml").read_text()
HOUSE = (Path(__file__).parents[2] / "definitions" / "offered" / "house_certificate" / "request_type.yaml").read_text()


def found(text: str, name: str) -> list[tuple[str, str, str]]:
    """(code, path, text of the line) of every finding."""
    files = DefinitionFiles(name=name, main=text.encode(), lone=True)
    around = Surroundings(shared=read_shared_parts(DEFINITIONS / "_shared"))
    lines = text.splitlines()
    return [(one.code, one.path, lines[one.line - 1].strip()) for one in check(files, around, checker_tools())]


def test_an_answer_that_needs_what_nobody_is_asked() -> None:
    text = FENCE.replace("needs: [grounds, appeal]", "needs: [grounds, apeal]")
    assert found(text, "fence") == [
        ("unknown_field", "answers.refused.needs[1]", "refused: {needs: [grounds, apeal]}"),
    ]


def test_an_answer_for_an_outcome_that_does_not_exist() -> None:
    text = FENCE.replace("  refused: {needs", "  rejected: {needs")
    assert [one[:2] for one in found(text, "fence")] == [("invalid_value", "answers.rejected")]


def test_a_word_that_plain_language_does_not_know() -> None:
    text = FENCE.replace("plain_language: hold", "plain_language: shout")
    assert [one[:2] for one in found(text, "fence")] == [("invalid_value", "plain_language")]


def test_forwarding_and_programmes_name_what_exists() -> None:
    text = LIGHT.replace("answer: ua_appeals.art_20", "answer: ua_appeals.art_99").replace("told: step", "told: steps")
    assert [one[:2] for one in found(text, "street_light")] == [
        ("unknown_text", "transitions[0].programme.told"),
        ("unknown_law", "transitions[1].forwarding.answer"),
    ]


def test_after_child_without_a_child_that_is_awaited() -> None:
    text = HOUSE.replace("wait: all", "wait: none")
    assert ("unknown_document", "transitions[1].after") in [one[:2] for one in found(text, "house_certificate")]
