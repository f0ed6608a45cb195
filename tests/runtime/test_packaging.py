"""What is said about Sprava in its packaging agrees with the code."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import yaml

from runtime.doctor import LIBRARIES
from runtime.settings import load

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
    for texts in publiccode["description"].values():
        assert len(texts["shortDescription"]) <= 150
        assert 150 <= len(texts["longDescription"]) <= 10_000
    assert publiccode["maintenance"]["contacts"]


def test_the_image_installs_every_system_library() -> None:
    dockerfile = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")

    for library in LIBRARIES:
        assert library.debian in dockerfile
