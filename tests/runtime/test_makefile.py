"""`make` explains itself, and the scripts it calls say what to do when something is missing."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from scripts.link_checkout import COMMAND

ROOT = Path(__file__).resolve().parent.parent.parent
TARGETS = ["help", "setup", "run", "test", "check", "bench", "demo", "worker", "new-request-type", "prove", "clean"]


def test_make_alone_lists_every_target() -> None:
    answer = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True)

    listed = re.findall(r"^  ([a-z-]+)  ", answer.stdout, re.MULTILINE)
    assert sorted(listed) == sorted(TARGETS)


def test_a_new_request_type_wants_a_name() -> None:
    # given: nothing to install, so only the target's own recipe runs
    answer = subprocess.run(
        ["make", "--assume-old=setup", "new-request-type"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert answer.returncode != 0
    assert "NAME=" in answer.stderr


def test_without_python_the_command_that_installs_it_is_told(tmp_path: Path) -> None:
    for name in ("bash", "env", "id"):
        (tmp_path / name).symlink_to(f"/usr/bin/{name}")

    answer = subprocess.run(
        [ROOT / "scripts" / "make_environment", tmp_path / "venv"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode != 0
    assert "Python 3.11 or newer is needed" in answer.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root installs the libraries instead of naming them")
def test_missing_libraries_are_named_with_the_command(tmp_path: Path) -> None:
    lacking = tmp_path / "sprava"
    lacking.write_text("#!/bin/sh\necho libpango-1.0-0\n")
    lacking.chmod(0o755)
    (tmp_path / "apt-get").symlink_to("/bin/true")

    answer = subprocess.run(
        [ROOT / "scripts" / "system_libraries", lacking],
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 1
    assert "sudo apt-get install -y --no-install-recommends libpango-1.0-0" in answer.stderr


def test_a_command_that_cannot_start_is_no_sign_that_nothing_is_missing(tmp_path: Path) -> None:
    answer = subprocess.run(
        [ROOT / "scripts" / "system_libraries", tmp_path / "sprava"], capture_output=True, text=True, check=False
    )

    assert answer.returncode != 0


def test_the_command_starts_from_a_folder_with_a_space_in_its_name(tmp_path: Path) -> None:
    # given: an environment in such a folder, whose Python says what it was called with
    scripts = tmp_path / "my town" / "bin"
    scripts.mkdir(parents=True)
    python, command = scripts / "python", scripts / "sprava"
    python.write_text('#!/bin/sh\nfor each; do echo "$each"; done\n')
    command.write_text(COMMAND.format(python=python), encoding="utf-8")
    for script in (python, command):
        script.chmod(0o755)

    # when
    answer = subprocess.run([command, "two words", "three"], capture_output=True, text=True, check=False)

    # then
    assert answer.stdout.splitlines() == [str(command), "two words", "three"], answer.stderr
