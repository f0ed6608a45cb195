"""Foreign files that stand in the repository are exactly those that `scripts/vendored.json` names, each with its licence."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
ENTRIES: list[dict[str, Any]] = json.loads((ROOT / "scripts" / "vendored.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda one: one["package"])
def test_a_foreign_package_stands_as_it_was_taken_with_its_licence(entry: dict[str, Any]) -> None:
    folder = ROOT / entry["folder"]
    named = {Path(path).name: digest for path, digest in entry["files"].items()}
    found = {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in folder.iterdir()}
    assert found == named
    assert "LICENSE" in named
    assert entry["licence"]


def test_nothing_foreign_stands_outside_the_list() -> None:
    listed = {ROOT / one["folder"] for one in ENTRIES}
    standing = {
        one for vendor in (ROOT / "tests/browser/vendor", ROOT / "web/static/vendor") for one in vendor.glob("*")
    }
    assert standing == listed
