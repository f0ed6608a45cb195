"""The block `support`: every slip in it is found, with its place, and a sound one is silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from runtime.checker_tools import checker_tools
from tests.workflow.definition.checked import ROOT, changed
from workflow.definition.check import Surroundings, check
from workflow.definition.definition_files import read_folder
from workflow.definition.finding import Finding
from workflow.definition.shared_parts import read_shared_parts

PETITION = (ROOT / "definitions" / "petition" / "request_type.yaml").read_text(encoding="utf-8")


def found_in(folder: Path, *changes: tuple[str, str]) -> list[tuple[str, str]]:
    target = folder / "petition"
    if not target.exists():
        (folder / "petition" / "templates").mkdir(parents=True)
        for page in (ROOT / "definitions" / "petition" / "templates").iterdir():
            (target / "templates" / page.name).write_bytes(page.read_bytes())
    (target / "request_type.yaml").write_text(changed(PETITION, *changes), encoding="utf-8")
    around = Surroundings(shared=read_shared_parts(ROOT / "definitions" / "_shared"))
    findings: tuple[Finding, ...] = check(read_folder(target), around, checker_tools())
    assert all(one.line > 0 for one in findings)
    return [(one.code, one.path) for one in findings]


def test_a_sound_voting_is_silent(tmp_path: Path) -> None:
    assert found_in(tmp_path) == []
    assert found_in(tmp_path, ("threshold: 100", "threshold: {law: ua_petition.threshold}")) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "path"),
    [
        ("  clock: collect\n", "  clock: colect\n", "unknown_clock", "support.clock"),
        ("  opens: collecting\n", "  opens: colecting\n", "unknown_state", "support.opens"),
        ("  clock: collect\n", "  clock: publish\n", "invalid_value", "support.clock"),
        ("  at_end: fall_short\n", "  at_end: withdraw\n", "invalid_value", "support.at_end"),
        ("  at_threshold: reach\n", "  at_threshold: rich\n", "invalid_value", "support.at_threshold"),
        ("  at_threshold: reach\n", "", "missing_key", "support.at_threshold"),
        ("  paper: [clerk, registrar]\n", "  paper: [clerk, notary]\n", "unknown_role", "support.paper[1]"),
        ("  threshold: 100\n", "  threshold: {law: ua_petition.treshold}\n", "unknown_law", "support.threshold"),
        ("  threshold: 100\n", "  threshold: many\n", "wrong_type", "support.threshold"),
        ("  identity: phone\n", "  identity: face\n", "invalid_value", "support.identity"),
        ("  withdraw: true\n", "  withdrawl: true\n", "unknown_key", "support.withdrawl"),
    ],
)
def test_every_slip_is_found(tmp_path: Path, old: str, new: str, code: str, path: str) -> None:
    assert (code, path) in found_in(tmp_path, (old, new))


def test_a_guard_on_a_threshold_that_is_not_there_is_found(tmp_path: Path) -> None:
    without = found_in(tmp_path, ("  threshold: 100\n", "  choices: {up: За, down: Проти}\n"))
    assert ("missing_key", "transitions[3].guards[0]") in without
    assert ("missing_key", "support.threshold") in without
