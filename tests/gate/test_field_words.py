"""Nobody reads the code of a field that a block of the language asks for by itself."""

from __future__ import annotations

import pytest

from gate.field_words import label_of
from gate.languages import LANGUAGES
from tests.workflow.definition.checked import SOUND, changed
from workflow.definition.schema import read
from workflow.definition.yaml_source import load


@pytest.mark.parametrize("block", ["forwarding: {law: ua_appeals.art_7}", "programme: {told: done}"])
def test_what_a_block_asks_for_has_a_name_in_every_language(block: str) -> None:
    text = changed(SOUND, ("to: in_work, roles: [head], ", f"to: in_work, roles: [head], {block}, "))
    definition = read(load(text).tree).definition
    move = definition.transition("take", "fresh")

    assert move is not None
    assert len(move.input) == 3
    said = {
        label_of(one, definition, f"transitions.take.input.{one.name}", each)
        for one in move.input
        for each in LANGUAGES
    }
    assert not said & {one.name for one in move.input}
    assert len(said) >= 7
