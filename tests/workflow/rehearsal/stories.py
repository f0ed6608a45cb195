"""A small story of a road defect, for tests that change one thing in it."""

from __future__ import annotations

from tests.given import DEFINITIONS, shipped
from workflow.rehearsal.run_scenario import run_scenario
from workflow.rehearsal.scenario_file import read_scenario
from workflow.rehearsal.stage import Stage, read_stage

STAGE: Stage = read_stage(DEFINITIONS / "_shared")

STORY = """\
scenario: A pothole is given to the foreman
people: {late: [foreman]}
units: {housing: ЖЕК-2}
given:
  - {open: {place: вул. Лісова, photos: [hole]}, applicant: {address: "вул. Лісова, 8"}, at: 2026-11-23 08:05}
  - {do: route, by: dispatcher, at: "08:14"}
when:
  do: instruct
  by: utility_director
  at: "08:41"
  resolution: {text: Ліквідувати., lead: foreman, co: [{who: housing, due: 2026-11-25}], due: 2026-11-26}
then:
  state: in_work
  outcome: none
  effects: [notify in_work]
  events: [resolution_issued]
  deadlines: {instructing: stopped, answer: 2026-12-23, service: [2026-12-07, running]}
  documents: {answer_letter: none}
  resolutions: {"1": open}
  work: [transition utility_director, transition foreman, execute foreman, execute housing]
  moves: {foreman: [ask, finish], applicant: [withdraw]}
"""


def told(text: str) -> list[str]:
    """What fails of a scenario about the road defect, in words."""
    return [failure.words for failure in run_scenario(shipped("road_defect"), read_scenario(text), STAGE)]


def changed(right: str, wrong: str) -> str:
    """The story with one thing changed."""
    assert right in STORY
    return STORY.replace(right, wrong)
