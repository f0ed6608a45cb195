"""A true story passes; whatever is expected falsely, or cannot be played, is told in words and at its line."""

from __future__ import annotations

import pytest

from tests.given import shipped
from tests.workflow.rehearsal.stories import STAGE, STORY, changed, told
from workflow.rehearsal.run_scenario import run_scenario
from workflow.rehearsal.scenario_file import read_scenario


def test_a_true_story_has_nothing_to_tell() -> None:
    assert told(STORY) == []


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        ("state: in_work", "state: routed", "state: expected routed, came in_work"),
        ("outcome: none", "outcome: refused", "outcome: expected refused, came none"),
        ("effects: [notify in_work]", "effects: []", "effects: expected none, came notify in_work"),
        ("instructing: stopped", "instructing: none", "deadlines, instructing: expected none, came stopped"),
        ("answer: 2026-12-23", "answer: 2026-12-24", "deadlines, answer: expected 2026-12-24, came 2026-12-23"),
        ("[2026-12-07, running]", "[2026-12-07, paused]", "deadlines, service: expected paused, came running"),
        ("answer_letter: none", "answer_letter: draft", "documents, answer_letter: expected draft, came none"),
        ('"1": open', '"1": accepted', "resolutions, 1: expected accepted, came open"),
        ('"1": open', '"2": open', "resolutions, 2: expected open, came none"),
        ("moves: {foreman: [ask, finish]", "moves: {foreman: [ask]", "moves, foreman: expected ask, came ask, finish"),
        ("  outcome: none", "  refusals: [role]", "expected a refusal, but the step was allowed"),
        ("  outcome: none", "  stuck: [no_reply]", "stuck: expected no_reply, came none"),
    ],
)
def test_a_false_expectation_is_told_with_what_came_instead(right: str, wrong: str, words: str) -> None:
    assert told(changed(right, wrong)) == [words]


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        ("{instructing: stopped", "{instruct: stopped", "there is no clock instruct"),
        ("answer_letter: none", "letter: none", "there is no document letter"),
        ("state: in_work", "state: working", "(known: registered routed in_work"),
        ("moves: {foreman:", "moves: {nobody:", "nobody here is called nobody"),
        ("events: [resolution_issued]", "events: [document_drafted]", "document_drafted did not happen"),
    ],
)
def test_a_name_that_means_nothing_is_told(right: str, wrong: str, words: str) -> None:
    assert words in " ".join(told(changed(right, wrong)))


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        ("by: dispatcher", "by: foreman", "do route by foreman was refused: role"),
        ("by: dispatcher", "by: somebody", "nobody here is called somebody; add them under people"),
        ("do: route", "do: finish", "do finish by dispatcher was refused: wrong_state"),
        ('at: "08:14"', 'at: "08:00"', "2026-11-23 08:00 lies before 2026-11-23 08:05"),
        ("due: 2026-11-26}", "due: 2027-01-26}", "do instruct by utility_director was refused: due: due_after_law"),
        ("due: 2026-11-26}", "due: 2026-11-31}", "there is no such day as 2026-11-31"),
        ("{do: route, by: dispatcher", "{sign: answer_letter, by: dispatcher", "there is no paper answer_letter"),
        ("{do: route, by: dispatcher", "{accept: 1, by: dispatcher", "there is no instruction 1 on the case"),
        ("{do: route, by: dispatcher", "{open: {place: тут}", "open comes a second time"),
    ],
)
def test_a_step_that_cannot_be_played_ends_the_story(right: str, wrong: str, words: str) -> None:
    failures = told(changed(right, wrong))
    assert len(failures) == 1
    assert failures[0].startswith(words)


def test_a_story_without_a_case_cannot_begin_with_a_move() -> None:
    assert told("scenario: x\nwhen: {do: route}\nthen: {state: routed}") == [
        "do comes before open: there is no case yet"
    ]


def test_a_failure_stands_at_the_line_of_what_was_expected() -> None:
    scenario = read_scenario(changed("state: in_work", "state: routed"))
    failures = run_scenario(shipped("road_defect"), scenario, STAGE)
    assert [one.line for one in failures] == [STORY[: STORY.index("then:")].count("\n") + 1]


def test_an_expected_refusal_is_held_against_every_reason() -> None:
    story = "scenario: x\nwhen: {open: {}, applicant: {phone: abc}}\nthen: "
    assert told(story + "{errors: {form.place: required, applicant.phone: not_a_phone}}") == []
    assert told(story + "{errors: {form.place: required}}") == [
        "errors: expected form.place: required, came applicant.phone: not_a_phone, form.place: required"
    ]


def test_time_that_passes_rings_the_clocks_and_the_system_acts_at_once() -> None:
    story = """
scenario: x
steps:
  - {open: {place: тут}, at: 2026-11-23 08:05}
  - {do: route, by: dispatcher, at: "08:14"}
  - {do: ask, by: foreman, input: {question: Де?}}
  - until: 2026-12-24 00:01
    then: {state: routed, events: [deadline_blown, transitioned], deadlines: {reply: blown}}
"""
    assert told(story) == []


def test_alarms_are_effects_of_the_time_that_passed() -> None:
    story = "scenario: x\ngiven: {open: {place: тут}, at: 2026-11-23 08:05}\nwhen: {until: 2026-11-23 09:06}\nthen: "
    assert told(story + "{effects: [alarm mayor]}") == []
    assert told(story + "{effects: []}") == ["effects: expected none, came alarm mayor"]
