"""The picture of a definition: every move, both ends, no sign that Mermaid would misread."""

from __future__ import annotations

from dataclasses import replace

from tests.workflow.definition.checked import SOUND
from workflow.definition.diagram import mermaid
from workflow.definition.graph import graph_of
from workflow.definition.model import Definition
from workflow.definition.schema import read
from workflow.definition.yaml_source import load


def sound() -> Definition:
    return read(load(SOUND).tree).definition


def test_every_move_is_an_arrow() -> None:
    lines = mermaid(sound()).splitlines()

    arrows = [line for line in lines if "-->" in line and "[*]" not in line]
    assert len(arrows) == sum(len(edges) for edges in graph_of(sound()).edges.values())
    assert "    waiting --> in_work : answer (заявник)" in arrows
    assert "    answering --> closed : dispatch (система ← Відповідь)" in arrows


def test_start_and_end_are_marked() -> None:
    lines = mermaid(sound()).splitlines()

    assert "    [*] --> fresh" in lines
    assert "    closed --> [*]" in lines


def test_titles_cannot_break_the_picture() -> None:
    definition = sound()
    states = {**definition.states, "fresh": replace(definition.states["fresh"], title='a"; b: c\nd --> e')}

    (line,) = [one for one in mermaid(replace(definition, states=states)).splitlines() if one.endswith(" as fresh")]

    assert line == '    state "a   b  c d --  e" as fresh'


def test_the_same_definition_gives_the_same_text() -> None:
    assert mermaid(sound()) == mermaid(sound())
