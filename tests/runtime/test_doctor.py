"""The doctor names what is missing and the command that mends it, also when other parts cannot be loaded."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from runtime.cli import main
from runtime.doctor import LIBRARIES, Health, examine, examine_libraries
from runtime.settings import load


def test_a_missing_library_comes_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)

    findings = examine_libraries(lambda name: None)

    assert [each.packages for each in findings] == [(library.debian,) for library in LIBRARIES]
    assert findings[0].remedy == "apt-get install -y --no-install-recommends libpango-1.0-0"
    assert {each.subject: each.health for each in findings} == {
        "library pango-1.0": Health.BROKEN,
        "library pangoft2-1.0": Health.BROKEN,
        "library harfbuzz": Health.BROKEN,
        "library harfbuzz-subset": Health.SLOW,
    }


def test_a_taken_port_is_found_with_another_one_to_try(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        findings = {each.subject: each for each in examine(load({"PORT": str(port), "SPRAVA_DATA": str(tmp_path)}))}

    assert findings[f"port {port}"].health is Health.BROKEN
    assert f"PORT={port + 1}" in findings[f"port {port}"].remedy


def test_an_unreachable_database_is_found_and_no_password_shown(tmp_path: Path) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"postgresql://sprava_app:hunter2@127.0.0.1:{nobody.getsockname()[1]}/sprava"
        environ = {"DATABASE_URL": url, "SPRAVA_DEMO": "1", "SPRAVA_DATA": str(tmp_path)}
        findings = examine(load(environ))

    database = next(each for each in findings if each.subject == "database")
    assert database.health is Health.BROKEN
    assert "127.0.0.1" in database.remedy
    assert not any("hunter2" in each.found + each.remedy for each in findings)


def test_a_bucket_that_does_not_answer_is_found_and_its_key_is_not_shown(tmp_path: Path) -> None:
    bucket = {"BUCKET_URL": "http://127.0.0.1:1/papers", "BUCKET_ACCESS_KEY": "town", "BUCKET_SECRET_KEY": "hunter2"}
    findings = examine(load({**bucket, "SPRAVA_DATA": str(tmp_path)}))

    found = next(each for each in findings if each.subject == "bucket papers")
    assert (found.health, found.found) == (Health.BROKEN, "no_answer")
    assert not any("hunter2" in each.found + each.remedy for each in findings)


def test_the_command_line_answers_json_and_an_exit_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPRAVA_DATA", str(tmp_path))
    monkeypatch.setenv("PORT", "0")

    broken = CliRunner().invoke(main, ["doctor", "--json"])

    assert broken.exit_code == 2
    assert "PORT must be a number" in broken.output

    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("PORT", str(taken.getsockname()[1]))
        answer = CliRunner().invoke(main, ["doctor", "--json"])

    assert answer.exit_code == 1
    rows = json.loads(answer.output)
    assert any(row["health"] == "broken" and row["subject"].startswith("port") for row in rows)
