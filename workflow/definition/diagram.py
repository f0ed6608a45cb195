"""A definition as a picture: Mermaid text of its states and moves. Pure; the same definition gives the same text."""

from __future__ import annotations

from workflow.definition.graph import Edge, graph_of
from workflow.definition.model import Definition


def mermaid(definition: Definition) -> str:
    """A Mermaid state diagram: titles as labels, each arrow with its transition and who may perform it."""
    lines = ["stateDiagram-v2"]
    for name, state in definition.states.items():
        lines.append(f"    state {_quoted(state.title or name)} as {name}")
    lines += [f"    [*] --> {name}" for name, state in definition.states.items() if state.initial]
    for edges in graph_of(definition).edges.values():
        lines += [f"    {edge.source} --> {edge.target} : {_label(edge)}" for edge in edges]
    lines += [f"    {name} --> [*]" for name, state in definition.states.items() if state.final]
    lines += [
        f"    note right of {clock.starts} : {_plain(_term(definition, name))}"
        for name, clock in definition.clocks.items()
        if clock.starts in definition.states
    ]
    return "\n".join(lines) + "\n"


def _label(edge: Edge) -> str:
    transition = edge.transition
    who = ", ".join(transition.roles)
    after = f" after {transition.after}" if transition.after else ""
    return _plain(f"{transition.title or transition.name} ({who}{after})")


def _term(definition: Definition, name: str) -> str:
    clock = definition.clocks[name]
    if clock.law:
        return f"{name}, {clock.law}"
    return f"{name}, {clock.length} {clock.unit}" if clock.length else name


def _quoted(text: str) -> str:
    return f'"{_plain(text)}"'


def _plain(text: str) -> str:
    """Mermaid reads these as its own signs."""
    return "".join(" " if letter in '":;#\n\r{}[]<>' else letter for letter in text)
