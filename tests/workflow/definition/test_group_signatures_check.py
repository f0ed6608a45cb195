"""A group of which some sign: what cannot be is found where it stands."""

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
