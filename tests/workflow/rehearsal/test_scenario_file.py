"""A scenario file with mistakes is refused with all of them, each at its line."""

from __future__ import annotations

import pytest

from tests.workflow.rehearsal.stories import STORY
from workflow.rehearsal.scenario import StepKind
from workflow.rehearsal.scenario_file import ScenarioRefused, read_scenario


def _mistakes(text: str) -> list[tuple[str, int]]:
    with pytest.raises(ScenarioRefused) as refused:
        read_scenario(text)
    return [(one.code, one.line) for one in refused.value.mistakes]


def test_given_when_then_become_steps() -> None:
    scenario = read_scenario(STORY)
    assert [step.kind for step in scenario.steps] == [StepKind.OPEN, StepKind.DO, StepKind.DO]
    assert [step.then is None for step in scenario.steps] == [True, True, False]
    assert scenario.people["late"].roles == {"foreman"}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("scenario: x\nwhen: {do: a}\nthen: {sate: b}", "unknown_key", 3),
        ("scenario: x\nwhen: {do: a, sign: b}\nthen: {state: b}", "invalid_value", 2),
        ("scenario: x\nwhen: {by: a}\nthen: {state: b}", "invalid_value", 2),
        ("scenario: x\nwhen:\n  do: a\n  text: b\nthen: {state: b}", "unknown_key", 4),
        ("scenario: x\nwhen: {do: a, at: noon}\nthen: {state: b}", "invalid_value", 2),
        ("scenario: x\nwhen: {do: a}", "missing_key", 1),
        ("scenario: x\nsteps:\n  - {do: a}", "missing_key", 2),
        ("scenario: x\nthen: {state: b}\nsteps:\n  - {do: a, then: {state: b}}", "unknown_key", 2),
        ("when: {do: a}\nthen: {state: b}", "missing_key", 1),
        ("scenario: x\nwhen: {do: a}\nthen: {effects: [{notify: [a]}]}", "wrong_type", 3),
        ("scenario: x\nwhen: &a {do: a}\nthen: {state: b}", "yaml_alias", 2),
        ("[]", "wrong_type", 1),
        ("", "wrong_type", 1),
    ],
)
def test_a_mistake_has_its_code_and_line(text: str, code: str, line: int) -> None:
    assert (code, line) in _mistakes(text)


def test_all_mistakes_come_at_once() -> None:
    text = "scenario: x\ngiven:\n  - {do: A}\n  - {until: never}\nwhen: {do: a}\nthen: {sate: b}"
    assert [line for _code, line in _mistakes(text)] == [3, 4, 6]


def test_effects_may_be_written_as_definitions_write_them() -> None:
    text = (
        "scenario: x\nwhen: {do: a}\nthen: {effects: [{notify: done}, {notify: {to: mayor, text: late}}, {book: true}]}"
    )
    then = read_scenario(text).steps[-1].then
    assert then is not None
    assert then.effects == ("notify done", "notify late to mayor", "book")
