"""A definition with reviews and acquaintance: sound, true to its stories, and never stuck at random."""

from __future__ import annotations

from runtime.checker_tools import checker_tools
from tests.given import DEFINITIONS
from tests.workflow.rehearsal.stories import STAGE
from tests.workflow.reviewed_case import FOLDER, definition
from workflow.definition.check_paths import check_paths
from workflow.rehearsal.run_scenario import run_scenario
from workflow.rehearsal.scenario_file import read_scenario
from workflow.rehearsal.scenario_paths import run_scenarios
from workflow.rehearsal.simulate import summary, walks
from workflow.rehearsal.walk import Ending

NAMED = "reviews: {of: answer_letter, people: required, complete: 2}"


def test_the_definition_is_sound() -> None:
    found = check_paths([FOLDER], shipped=DEFINITIONS, tools=checker_tools())

    assert [one.message for one in found.findings] == []


def test_its_stories_come_true() -> None:
    rehearsal = run_scenarios([FOLDER], shipped=DEFINITIONS)

    assert len(rehearsal.played) == 3
    assert [(one.file.name, one.failures) for one in rehearsal.played if one.failures] == []


def test_a_story_that_expects_another_end_of_the_round_fails() -> None:
    story = (FOLDER / "scenarios" / "not_agreed.yaml").read_text(encoding="utf-8")
    assert "reviews: {answer_letter: failed}" in story

    wrong = read_scenario(
        story.replace("reviews: {answer_letter: failed}", "reviews: {answer_letter: complete}").encode()
    )

    assert [one.words for one in run_scenario(definition(), wrong, STAGE)] == [
        "reviews, answer_letter: expected complete, came failed"
    ]


def test_random_walks_visit_every_state_and_are_never_stuck() -> None:
    found = summary(definition(), walks(definition(), STAGE, 120, 1))

    assert found.never_visited == ()
    assert found.stuck == {}
    assert found.endings[Ending.NOBODY] == 0


def test_random_walks_name_reviewers_where_they_have_to() -> None:
    found = summary(definition(NAMED), walks(definition(NAMED), STAGE, 60, 1))

    assert "answering" not in found.never_visited
