"""A scenario tells of checkpoints, repeats, missed dates and another executor."""

from __future__ import annotations

from tests.given import definition_of
from tests.workflow.rehearsal.stories import STAGE
from workflow.rehearsal.run_scenario import run_scenario
from workflow.rehearsal.scenario_file import read_scenario

MEMO = """
request_type: memo
version: 1
kind: internal
title: Службова записка
roles: [deputy_mayor]
applicant: {ask: []}
form: [{field: about, type: text}]
states:
  opened: {initial: true, title: Записано, citizen: Записано.}
  done: {final: true, outcome: explained, title: Виконано, citizen: Виконано.}
transitions:
  - {name: instruct, from: opened, roles: [deputy_mayor], resolution: {control: author, several: true}}
  - {name: finish, from: opened, to: done, roles: [deputy_mayor]}
"""
STORY = """
scenario: Щомісячне доручення з проміжною датою
people: {foreman: [foreman], sign_worker: [foreman], deputy_mayor: [deputy_mayor]}
steps:
  - {open: {about: Дах}, at: 2026-11-25 16:30, applicant: {}}
  - do: instruct
    by: deputy_mayor
    resolution:
      text: Оглянути дахи.
      lead: foreman
      due: 2026-12-04
      checkpoints: {2026-11-30: Половину?}
      every: month
      until: 2027-02-04
  - {until: 2026-11-30 09:00, then: {events: [checkpoint_reminded]}}
  - {checkpoint: 1, by: foreman, at: 2026-11-30 10:00, text: Так., then: {events: [checkpoint_reported]}}
  - {explain: 1, by: foreman, at: 2026-12-01 10:00, text: Дощ., then: {refusals: [not_late]}}
  - {explain: 1, by: foreman, at: 2026-12-07 10:00, text: Дощ., then: {events: [lateness_explained]}}
  - {replace: 1, by: deputy_mayor, executor: sign_worker, text: Хворіє., then: {events: [executor_changed]}}
  - {report: 1, by: sign_worker, text: Є.}
  - {accept: 1, by: deputy_mayor, then: {resolutions: {'1': accepted, '2': open}}}
"""


def test_a_story_of_control_plays_as_it_is_told() -> None:
    assert run_scenario(definition_of(MEMO), read_scenario(STORY), STAGE) == ()
