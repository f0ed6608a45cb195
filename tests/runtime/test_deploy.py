"""What stands under deploy/ is read by the programs that will read it: systemd, and our own settings and commands."""

from __future__ import annotations

import re
import secrets
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from runtime.cli import main
from runtime.settings import load

DEPLOY = Path(__file__).resolve().parent.parent.parent / "deploy"
UNITS = ("sprava-web.service", "sprava-worker.service")

needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed: apt-get install systemd"
)


def judged(text: str, folder: Path, name: str) -> str:
    """What systemd has to say against a unit whose program is there."""
    unit = folder / name
    unit.write_text(re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", text, flags=re.MULTILINE), encoding="utf-8")
    answer = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False
    )
    return "".join(line for line in (answer.stdout + answer.stderr).splitlines(keepends=True) if str(unit) in line)


@needs_systemd
@pytest.mark.parametrize("name", UNITS)
def test_systemd_has_nothing_against_the_units(tmp_path: Path, name: str) -> None:
    assert judged((DEPLOY / name).read_text(encoding="utf-8"), tmp_path, name) == ""


@needs_systemd
def test_systemd_would_say_so(tmp_path: Path) -> None:
    text = (DEPLOY / UNITS[0]).read_text(encoding="utf-8").replace("ProtectSystem=", "ProtectSytem=")

    assert "ProtectSytem" in judged(text, tmp_path, UNITS[0])


def services() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]
    return read


def test_units_and_containers_run_commands_that_are_there() -> None:
    asked = [one["command"] for one in services().values() if "command" in one]
    asked += [
        re.search(r"^ExecStart=\S+/sprava (.+)$", (DEPLOY / name).read_text("utf-8"), re.MULTILINE)[1].split()  # type: ignore[index]
        for name in UNITS
    ]

    assert len(asked) == 5
    for words in asked:
        group: Any = main
        for word in words:
            group = group.get_command(None, word)
            assert group is not None, words


def test_every_container_of_ours_is_as_narrow_as_the_others() -> None:
    ours = {name: one for name, one in services().items() if one["image"] == "sprava"}

    assert set(ours) == {"migrate", "web", "worker"}
    for one in ours.values():
        assert (one["read_only"], one["cap_drop"], one["security_opt"]) == (True, ["ALL"], ["no-new-privileges:true"])
        assert one["volumes"] == ["documents:/var/lib/sprava"]
    dockerfile = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    assert "SPRAVA_DATA=/var/lib/sprava" in dockerfile
    assert "USER sprava" in dockerfile
    assert [line for line in dockerfile.splitlines() if line.startswith("FROM")] == [
        "FROM ${PYTHON_IMAGE} AS packages",
        "FROM ${PYTHON_IMAGE}",
    ]


def test_only_who_needs_a_password_is_told_it() -> None:
    told = {name: one["env_file"] for name, one in services().items()}

    assert told == {
        "database": "database.env",
        "migrate": ["town.env", "owner.env"],
        "web": "town.env",
        "worker": ["town.env", "keeper.env"],
    }


def test_the_example_of_settings_starts_a_town_once_it_is_filled_in() -> None:
    lines = (DEPLOY / "town.env.example").read_text(encoding="utf-8").splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    filled = {name: value or secrets.token_urlsafe(48) for name, value in given.items()}  # as the example says

    settings = load(filled)

    assert not settings.demo
    assert settings.https
    assert settings.proxy_hops == 1
