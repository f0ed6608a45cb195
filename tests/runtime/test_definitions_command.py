"""`sprava definitions check | diagram`: what people and programs read, and how it ends."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from runtime.cli_commands.definitions import definitions
from runtime.cli_commands.shipped import SHIPPED
from tests.workflow.definition.checked import EXAMPLE, changed


def run(*words: str) -> Result:
    return CliRunner().invoke(definitions, list(words), catch_exceptions=False)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    lone = tmp_path / "broken.yaml"
    lone.write_text(changed(EXAMPLE, ("from: registered, to: routed", "from: registered, to: routd")), encoding="utf-8")
    return lone


def test_without_a_path_all_shipped_definitions_are_checked() -> None:
    result = run("check")

    assert result.exit_code == 0
    assert result.output.endswith("0 errors, 0 warnings\n")


def test_people_read_where_what_and_what_was_meant(broken: Path) -> None:
    result = run("check", str(broken))

    assert result.exit_code == 1
    assert (
        "road_defect:34: error unknown_state: transition route: there is no state 'routd'; did you mean 'routed'?"
        in result.output
    )
    assert "[transitions[0].to]" in result.output


@pytest.mark.parametrize("before", ["За ", "/ "])
def test_who_signs_for_another_on_a_template_is_told_in_words_with_the_line(tmp_path: Path, before: str) -> None:
    folder = tmp_path / "road_defect"
    shutil.copytree(SHIPPED / "road_defect", folder)
    letter = folder / "templates" / "answer_letter.html"
    signed = f"<div>{before}{{{{ signer.position }}}}</div><div>{{{{ signer.name }}}}</div><div>печатка</div>"
    letter.write_text(letter.read_text() + f"\n{{% block signature %}}{signed}{{% endblock %}}\n", encoding="utf-8")

    result = run("check", str(folder))

    line = len(letter.read_text().splitlines())
    assert result.exit_code == 1
    assert f"road_defect:{line}: error template_error: document answer_letter: answer_letter.html:" in result.output
    assert "position and name of all who sign (`signers`), no «За» or slash before them" in result.output


def test_programs_read_a_list_with_exactly_six_keys(broken: Path) -> None:
    result = run("check", str(broken), "--json")

    found = json.loads(result.stdout)
    assert result.exit_code == 1
    assert {tuple(one) for one in found} == {("code", "level", "definition", "path", "line", "message")}
    (told,) = [one for one in found if one["code"] == "unknown_state"]
    assert (told["level"], told["definition"], told["path"], told["line"]) == (
        "error",
        "road_defect",
        "transitions[0].to",
        34,
    )


def test_a_warning_alone_is_no_error(tmp_path: Path) -> None:
    lone = tmp_path / "warned.yaml"
    lone.write_text(changed(EXAMPLE, ('filing: {index: "02-21", keep: 5 years} ', "")), encoding="utf-8")

    result = run("check", str(lone), "--json")

    assert [one["level"] for one in json.loads(result.stdout)] == ["warning"]
    assert result.exit_code == 0


def test_several_paths_are_checked_together(broken: Path) -> None:
    result = run("check", str(broken), str(SHIPPED / "road_defect"), "--json")

    assert result.exit_code == 1
    assert {one["definition"] for one in json.loads(result.stdout)} == {"road_defect"}


def test_a_path_that_is_not_there_ends_with_two_and_says_so(broken: Path) -> None:
    result = run("check", str(broken), str(broken.parent / "nowhere"), "--json")

    assert result.exit_code == 2
    assert json.loads(result.stdout) != []
    assert "nowhere" in result.stderr


def test_the_diagram_is_drawn_from_a_folder_or_a_file(broken: Path) -> None:
    drawn = run("diagram", str(SHIPPED / "road_defect"))

    assert drawn.exit_code == 0
    assert drawn.output.startswith("stateDiagram-v2\n")
    assert "registered --> routd" in run("diagram", str(broken)).output


def test_what_is_no_definition_is_not_drawn(tmp_path: Path) -> None:
    lone = tmp_path / "empty.yaml"
    lone.write_text("title: [", encoding="utf-8")

    assert run("diagram", str(lone)).exit_code == 2


def test_the_diagram_is_a_picture_in_the_language_asked_for() -> None:
    uk = run("diagram", str(SHIPPED / "road_defect"), "--svg")
    en = run("diagram", str(SHIPPED / "road_defect"), "--svg", "--lang", "en")

    assert uk.exit_code == en.exit_code == 0
    assert uk.output.startswith("<svg ")
    assert ">Отримано<" in uk.output
    assert ">Отримано<" not in en.output


def test_a_folder_without_a_definition_is_told_what_was_wanted(tmp_path: Path) -> None:
    result = run("diagram", str(tmp_path), "--svg")

    assert result.exit_code == 2
    assert "there is no request_type.yaml in this folder" in result.stderr


def test_mermaid_too_speaks_the_language_asked_for() -> None:
    uk, en = (run("diagram", str(SHIPPED / "road_defect"), *more).output for more in ((), ("--lang", "en")))

    assert "Передати директорові (диспетчер)" in uk
    assert "Pass to the director (dispatcher)" in en
    assert not re.search("[а-яі]", en)
