"""Every command in the table loads, explains itself, and complains in words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from runtime.cli import COMMANDS, main
from runtime.cli_commands.definitions import definitions
from runtime.embedded_database import EmbeddedDatabase


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_loads_and_has_help(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"])

    assert result.exit_code == 0, result.output
    assert len(result.output.splitlines()) > 3


@pytest.mark.parametrize("name", definitions.table)
def test_every_tool_of_definitions_loads_and_has_help(name: str) -> None:
    result = CliRunner().invoke(main, ["definitions", name, "--help"])

    assert result.exit_code == 0, result.output
    assert len(result.output.splitlines()) > 3


def test_the_help_loads_no_command() -> None:
    program = (
        "import sys; from click.testing import CliRunner; from runtime.cli import main; "
        "CliRunner().invoke(main, ['--help']); "
        "print([one for one in sys.modules if one.startswith('runtime.cli_commands.') or one == 'weasyprint'])"
    )

    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert result.stdout.strip() == "[]"


def test_wrong_settings_are_listed_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "none")
    monkeypatch.setenv("SPRAVA_DEMO", "0")
    monkeypatch.delenv("SPRAVA_SECRET_KEY", raising=False)

    result = CliRunner().invoke(main, ["run"])

    assert result.exit_code == 2
    assert "PORT must be" in result.output
    assert "SPRAVA_SECRET_KEY must be set" in result.output
    assert "Traceback" not in result.output


def test_a_second_run_on_the_same_data_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPRAVA_DATA", str(tmp_path))
    monkeypatch.setenv("SPRAVA_DEMO", "1")
    monkeypatch.setenv("PORT", "18999")
    monkeypatch.setattr("signal.signal", lambda *_: None)

    with EmbeddedDatabase(tmp_path, durable=False):
        result = CliRunner().invoke(main, ["run"])

    assert result.exit_code == 2
    assert f"Another Sprava is running with the data in {tmp_path}" in result.output


def test_the_roles_are_printed_without_passwords() -> None:
    result = CliRunner().invoke(main, ["db", "roles"])

    assert 'CREATE ROLE "sprava_app"' in result.output
    assert "PASSWORD" not in result.output
