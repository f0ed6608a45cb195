"""Who signs: of a group some, of a paper signed by hand its copy. What cannot be is found where it stands."""

from __future__ import annotations

import pytest

from tests.workflow.definition.checked import SOUND, changed, findings

ROLE = "{role: head}"


@pytest.mark.parametrize(
    ("group", "code", "path"),
    [
        ("{any: 3, of: [head, clerk]}", "impossible_quorum", "signatures[0].any"),
        ("{any: 2, of: [head, head]}", "duplicate_name", "signatures[0].of[1]"),
        ("{any: 1, of: [head, nobody]}", "unknown_role", "signatures[0].of[1]"),
        ("{any: 0, of: [head, clerk]}", "invalid_value", "signatures[0].any"),
        ("{any: 1}", "missing_key", "signatures[0]"),
        ("{of: [head, clerk]}", "invalid_value", "signatures[0]"),
        ("{role: head, any: 1, of: [head, clerk]}", "invalid_value", "signatures[0]"),
    ],
)
def test_each_mistake_is_found(group: str, code: str, path: str) -> None:
    found = findings(changed(SOUND, (f"signatures: [{ROLE}", f"signatures: [{group}")))

    assert (code, f"documents.answer_letter.{path}") in [(one.code, one.path) for one in found]


def test_a_sound_group_is_silent() -> None:
    group = "{any: 1, of: [head, clerk]}"

    assert findings(changed(SOUND, (f"signatures: [{ROLE}", f"signatures: [{group}"))) == ()


WARRANT = "documents:\n  warrant: {title: Довіреність, scan: [clerk], register: incoming, signatures: [{role: head}]}\n"


@pytest.mark.parametrize(
    ("was", "written", "code", "path"),
    [
        ("scan: [clerk]", "scan: [nobody]", "unknown_role", "warrant.scan[0]"),
        ("scan: [clerk]", "scan: [applicant]", "invalid_value", "warrant.scan[0]"),
        (", register: incoming", "", "missing_key", "warrant.register"),
        (", signatures: [{role: head}]", "", "missing_key", "warrant.signatures"),
        ("scan: [clerk]", "scan: [clerk], template: answer_letter.html", "invalid_value", "warrant.template"),
        ("scan: [clerk]", "scan: [clerk], readers: [head]", "invalid_value", "warrant.readers"),
        ("scan: [clerk], ", "", "missing_key", "warrant.template"),
    ],
)
def test_each_mistake_about_a_paper_signed_by_hand_is_found(was: str, written: str, code: str, path: str) -> None:
    found = findings(changed(SOUND, ("documents:\n", WARRANT.replace(was, written))))

    assert (code, f"documents.{path}") in [(one.code, one.path) for one in found]


def test_a_paper_signed_by_hand_is_sound_and_nothing_drafts_it() -> None:
    sound = changed(SOUND, ("documents:\n", WARRANT))
    drafted = changed(
        sound,
        ("outcome: satisfied, effects: [{document: answer_letter", "outcome: satisfied, effects: [{document: warrant"),
    )

    assert findings(sound) == ()
    assert "invalid_value" in [one.code for one in findings(drafted)]
