"""A definition as a picture: Mermaid text of its states and moves. Pure; the same definition gives the same text."""

from __future__ import annotations

from workflow.definition.drawing_words import Words, words_of
from workflow.definition.graph import Edge, graph_of
from workflow.definition.model import Definition


def mermaid(definition: Definition, language: str = "uk") -> str:
    """A Mermaid state diagram: titles as labels, each arrow with its transition and who may perform it."""
    words = words_of(definition, language)
    lines = ["stateDiagram-v2"]
    for name, state in definition.states.items():
        lines.append(f"    state {_quoted(words.state(state))} as {name}")
    lines += [f"    [*] --> {name}" for name, state in definition.states.items() if state.initial]
    for edges in graph_of(definition).edges.values():
        lines += [f"    {edge.source} --> {edge.target} : {_label(edge, words)}" for edge in edges]
    lines += [f"    {name} --> [*]" for name, state in definition.states.items() if state.final]
    lines += [
        f"    note right of {clock.starts} : {_plain(words.clock(clock))}"
        for clock in definition.clocks.values()
        if clock.starts in definition.states
    ]
    return "\n".join(lines) + "\n"


def _label(edge: Edge, words: Words) -> str:
    return _plain(f"{words.move(edge.transition)} ({words.by(edge.transition)})")


def _quoted(text: str) -> str:
    return f'"{_plain(text)}"'


def _plain(text: str) -> str:
    """Mermaid reads these as its own signs."""
    return "".join(" " if letter in '":;#\n\r{}[]<>' else letter for letter in text)
