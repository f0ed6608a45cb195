"""What is said about Sprava in its packaging agrees with the code."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from runtime.doctor import LIBRARIES
from runtime.settings import load
from tests.runtime.publiccode_schema import PUBLICCODE

ROOT = Path(__file__).resolve().parent.parent.parent


class Recording(dict[str, str]):
    """An empty environment that notes which names it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def get(self, key: str, default: str | None = None) -> str | None:  # type: ignore[override]
        self.asked.add(key)
        return default


def test_every_setting_is_in_the_table_and_nothing_else() -> None:
    environ = Recording()
    load(environ)
    table = (ROOT / "docs" / "operations" / "settings.md").read_text(encoding="utf-8")

    documented = {
        name
        for row in table.splitlines()
        if row.startswith("| `")
        for name in re.findall(r"`([A-Z_]+)`", row.split("|")[1])
    }
    assert documented == environ.asked


def test_one_licence_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    publiccode = yaml.safe_load((ROOT / "publiccode.yaml").read_text(encoding="utf-8"))
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")

    assert project["license"] == publiccode["legal"]["license"] == "EUPL-1.2"
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    for article in range(1, 16):
        assert re.search(rf"^{article}\.\s?\w", text, re.MULTILINE), article


def test_publiccode_says_what_the_project_says() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    publiccode = yaml.safe_load((ROOT / "publiccode.yaml").read_text(encoding="utf-8"))

    assert publiccode["softwareVersion"] == project["version"]


def publiccode_as_text() -> dict[str, Any]:
    """As JSON has it: a date without quotes is text again."""
    read = yaml.safe_load((ROOT / "publiccode.yaml").read_text(encoding="utf-8"))
    made: dict[str, Any] = json.loads(json.dumps(read, default=str))
    return made


def test_publiccode_keeps_to_the_standard() -> None:
    mistakes = [
        f"{'/'.join(map(str, one.path))}: {one.message}" for one in PUBLICCODE.iter_errors(publiccode_as_text())
    ]
    assert mistakes == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("url", None),
        ("intendedAudience", {"countries": ["UA"]}),
        ("categories", ["town-halls"]),
        ("developmentStatus", "ready"),
        ("description", {"en": {"shortDescription": "x" * 151, "longDescription": "x" * 150}}),
        ("maintenance", {"type": "community"}),
        ("surprise", "x"),
    ],
)
def test_a_publiccode_that_does_not_is_found(key: str, value: object) -> None:
    changed = {name: one for name, one in (publiccode_as_text() | {key: value}).items() if one is not None}

    assert not PUBLICCODE.is_valid(changed)


def test_publiccode_invents_no_address() -> None:
    text = (ROOT / "publiccode.yaml").read_text(encoding="utf-8")

    assert set(re.findall(r"https?://([^/\s\"]+)", text)) == {"yml.publiccode.tools", "sprava.example"}
    assert "@" not in text


def test_the_image_installs_every_system_library() -> None:
    dockerfile = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")

    for library in LIBRARIES:
        assert library.debian in dockerfile
