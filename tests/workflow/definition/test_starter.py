"""What a new definition begins with is sound: silent in the checker, its story comes true, its letter says its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.rendering.template import render_html
from runtime.checker_tools import checker_tools
from tests.given import DEFINITIONS
from workflow.definition.check_paths import check_paths
from workflow.definition.sample import sample_papers
from workflow.definition.starter import starter_files
from workflow.definition.yaml_source import load
from workflow.errors import InvalidInput
from workflow.rehearsal.scenario_paths import put_on_stage, run_scenarios
from workflow.rehearsal.simulate import summary, walks

STARTER = DEFINITIONS / "_shared" / "starter"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "dog_register"
    for path, text in starter_files(STARTER, "dog_register").items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def test_the_checker_is_silent(folder: Path) -> None:
    report = check_paths([folder], shipped=DEFINITIONS, tools=checker_tools())
    assert (report.checked, report.findings, report.unreadable) == (1, (), ())


def test_its_scenario_comes_true(folder: Path) -> None:
    rehearsal = run_scenarios([folder], shipped=DEFINITIONS)
    assert [one.failures for one in rehearsal.played] == [()]
    assert rehearsal.unreadable == ()


def test_its_letter_says_what_its_sample_wants(folder: Path) -> None:
    definition = put_on_stage(folder, shipped=DEFINITIONS).definition
    papers = sample_papers(definition, load((folder / "sample.yaml").read_bytes()).tree)
    assert len(papers) == 2
    for paper in papers:
        text = render_html(definition.templates, paper.template, dict(paper.context))
        assert [words for words in paper.shows if words not in text] == []


def test_random_cases_find_their_way_through_it(folder: Path) -> None:
    here = put_on_stage(folder, shipped=DEFINITIONS)
    found = summary(here.definition, walks(here.definition, here.stage, 60, 1))
    assert (found.never_visited, found.stuck, found.endings["final"]) == ((), {}, 60)


@pytest.mark.parametrize("name", ["", "Dogs", "9dogs", "dog register", "../dogs", "собаки", "a" * 64])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(InvalidInput):
        starter_files(STARTER, name)
