"""`sprava documents preview`: the paper of a definition with its sample case, and helpful words where there is none."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from runtime.cli import main
from tests.given import DEFINITIONS


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["documents", "preview", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(DEFINITIONS / "waste", tmp_path / "waste")
    return tmp_path / "waste"


def test_the_paper_of_the_sample_is_drawn(tmp_path: Path) -> None:
    result = _run(
        DEFINITIONS / "waste", "--document", "answer_letter", "--outcome", "refused", "-o", tmp_path / "a.pdf"
    )

    assert result.exit_code == 0, result.output
    text = subprocess.run(["pdftotext", tmp_path / "a.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert "Шановна пані" in text
    assert "Перевірити" not in text


def test_photos_that_a_sample_names_are_stood_for_by_plain_pictures(tmp_path: Path) -> None:
    result = _run(DEFINITIONS / "road_defect", "-o", tmp_path / "a.pdf")

    assert result.exit_code == 0, result.output


def test_a_folder_that_is_none_is_told_with_the_one_that_was_meant() -> None:
    result = _run(DEFINITIONS / "wste")

    assert result.exit_code == 2
    assert "Did you mean waste?" in result.output


def test_a_document_nobody_knows_is_told_with_those_there_are() -> None:
    result = _run(DEFINITIONS / "waste", "--document", "answer_leter")

    assert result.exit_code == 2
    assert "Did you mean answer_letter? It has: answer_letter, forwarding_letter." in result.output


def test_a_template_with_a_field_that_is_not_there_is_told_with_its_line(folder: Path) -> None:
    template = folder / "templates" / "answer_letter.html"
    template.write_text(template.read_text() + "{% block more %}\n<p>{{ inputs.no_such }}</p>{% endblock %}")
    line = template.read_text().count("\n") + 1

    result = _run(folder)

    assert result.exit_code == 2
    assert f"answer_letter.html:{line}: no_such is not there" in result.output
    assert "Traceback" not in result.output


def test_without_a_sample_the_names_of_the_fields_stand_there(folder: Path, tmp_path: Path) -> None:
    (folder / "sample.yaml").unlink()

    result = _run(folder, "-o", tmp_path / "a.pdf")

    assert result.exit_code == 0, result.output
    text = subprocess.run(["pdftotext", tmp_path / "a.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert "Назва органу".upper() in text.upper()
