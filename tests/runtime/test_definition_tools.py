"""`sprava definitions test | simulate | …`, as people and programs call them."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from runtime.cli import main
from tests.given import DEFINITIONS

STORY = "scenario: Історія\nwhen: {open: {place: тут}}\nthen: {state: STATE}\n"


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["definitions", *map(str, arguments)])


def _with_scenario(root: Path, state: str) -> Path:
    folder = root / "road_defect"
    (folder / "scenarios").mkdir(parents=True)
    source = DEFINITIONS / "road_defect" / "request_type.yaml"
    (folder / "request_type.yaml").write_bytes(source.read_bytes())
    (folder / "scenarios" / "one.yaml").write_text(STORY.replace("STATE", state), encoding="utf-8")
    return folder


def test_scenarios_that_come_true_end_with_zero(tmp_path: Path) -> None:
    result = _run("test", _with_scenario(tmp_path, "registered"))
    assert result.exit_code == 0
    assert result.output.splitlines() == ["ok     road_defect: Історія", "1 scenarios, 0 failed"]


def test_the_moves_that_no_scenario_makes_are_named(tmp_path: Path) -> None:
    folder = _with_scenario(tmp_path, "registered")
    result = _run("test", folder, "--untried")
    assert result.exit_code == 1
    assert result.output.splitlines()[-1].startswith("road_defect: no scenario makes route, instruct, ask, ")
    assert _run("test", folder / "scenarios" / "one.yaml", "--untried").exit_code == 0


def test_a_scenario_that_fails_ends_with_one_and_says_where_and_what(tmp_path: Path) -> None:
    folder = _with_scenario(tmp_path, "routed")
    result = _run("test", folder)
    assert result.exit_code == 1
    assert "one.yaml:3: state: expected routed, came registered" in result.output
    told = json.loads(_run("test", folder / "scenarios" / "one.yaml", "--json").stdout)
    assert told[0]["failures"] == [{"line": 3, "message": "state: expected routed, came registered"}]


def test_what_cannot_be_read_ends_with_two(tmp_path: Path) -> None:
    assert _run("test", tmp_path).exit_code == 2
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "request_type.yaml").write_text("version: one", encoding="utf-8")
    (tmp_path / "bad" / "scenarios").mkdir()
    (tmp_path / "bad" / "scenarios" / "x.yaml").write_text("scenario: x", encoding="utf-8")
    result = _run("test", tmp_path)
    assert result.exit_code == 2
    assert "bad: definition_invalid" in result.output
    assert "Traceback" not in result.output


def test_a_simulation_is_a_table_for_people_and_figures_for_programs() -> None:
    folder = DEFINITIONS / "road_defect"
    shown = _run("simulate", "3", folder, "--seed", "7")
    assert shown.exit_code == 0
    assert "registered" in shown.stdout
    assert "road_defect: 3 walks" in shown.stdout
    figures = json.loads(_run("simulate", "3", folder, "--seed", "7", "--json").stdout)
    assert figures[0]["walks"] == 3
    assert figures[0]["states"][0]["state"] == "registered"


def test_simulating_where_nothing_is_ends_with_two(tmp_path: Path) -> None:
    assert _run("simulate", "3", tmp_path).exit_code == 2


def test_the_format_is_printed_as_json_schema() -> None:
    described = json.loads(_run("schema").stdout)
    assert described["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "transitions" in described["properties"]


def test_a_new_definition_is_begun_and_sound(tmp_path: Path) -> None:
    result = _run("new", "dog_register", "--root", tmp_path)
    assert result.exit_code == 0
    assert _run("check", tmp_path / "dog_register").stdout == "1 checked, 0 errors, 0 warnings\n"
    assert _run("test", tmp_path / "dog_register").exit_code == 0
    begun = (tmp_path / "dog_register" / "request_type.yaml").read_text(encoding="utf-8")
    assert f"#   sprava definitions check {tmp_path / 'dog_register'}\n" in begun


def test_a_bad_or_taken_name_is_refused_in_words(tmp_path: Path) -> None:
    assert "is not a name" in _run("new", "Dogs!", "--root", tmp_path).output
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "dogs").mkdir()
    result = _run("new", "dogs", "--root", tmp_path)
    assert (result.exit_code, "exists already" in result.output) == (2, True)
    assert list((tmp_path / "dogs").iterdir()) == []


def test_a_difference_in_texts_alone_is_said_so(tmp_path: Path) -> None:
    # given
    old, new = _with_scenario(tmp_path / "old", "x"), _with_scenario(tmp_path / "new", "x")
    file = new / "request_type.yaml"
    assert _run("diff", old, new).stdout == "Nothing differs.\n"
    # when
    file.write_text(file.read_text(encoding="utf-8").replace("title: Отримано", "title: Прийнято"), encoding="utf-8")
    result = _run("diff", old, new)
    # then
    assert result.exit_code == 1
    assert "state registered, title: Отримано → Прийнято" in result.stdout
    assert "Only texts differ" in result.stdout
    # when
    file.write_text(file.read_text(encoding="utf-8").replace("length: 10", "length: 9"), encoding="utf-8")
    # then
    assert "More than texts differ" in _run("diff", old, new).stdout
    assert json.loads(_run("diff", old, new, "--json").stdout)["only_texts"] is False
