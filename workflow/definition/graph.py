"""Where a case can go: the states of a definition as a graph. Pure; used by the checker and the diagram."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from workflow.definition.model import Definition, Transition

PREVIOUS = "previous"
MAX_EDGES = 20_000
"""Far more than any definition has; `from: "*"` and `to: previous` multiply."""


class GraphTooLarge(ValueError):
    """A definition with more ways between its states than anybody could read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One way from a state; `target` may be a state that does not exist. `index` is the transition's place."""

    index: int
    transition: Transition
    source: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Edges by the state they leave."""

    edges: Mapping[str, tuple[Edge, ...]]

    def leaving(self, state: str) -> tuple[Edge, ...]:
        """Ways out of a state to another one, known or not."""
        return tuple(edge for edge in self.edges.get(state, ()) if edge.target != state)

    def reachable(self, starts: Iterable[str]) -> frozenset[str]:
        """Every state that can be reached, the starts included."""
        seen = set(starts)
        waiting = list(seen)
        while waiting:
            for edge in self.edges.get(waiting.pop(), ()):
                if edge.target not in seen:
                    seen.add(edge.target)
                    waiting.append(edge.target)
        return frozenset(seen)

    def after(self, state: str) -> frozenset[str]:
        """Every state that can be entered once a case is in `state`; itself only if it can be entered again."""
        return self.reachable(edge.target for edge in self.edges.get(state, ()))


def graph_of(definition: Definition) -> Graph:
    """The graph of a definition; sound also while names in it are wrong. Raises `GraphTooLarge`."""
    edges: dict[str, list[Edge]] = {name: [] for name in definition.states}
    count = 0
    for index, transition in enumerate(definition.transitions):
        for source in transition.from_states:
            for target in _targets(definition, transition, source):
                count += 1
                if count > MAX_EDGES:
                    raise GraphTooLarge
                edges.setdefault(source, []).append(
                    Edge(index=index, transition=transition, source=source, target=target)
                )
    return Graph(edges={name: tuple(found) for name, found in edges.items()})


def _targets(definition: Definition, transition: Transition, source: str) -> Iterator[str]:
    if transition.to is None:
        yield source
    elif transition.to == PREVIOUS:
        yield from _asked_from(definition, source)
    else:
        yield transition.to


def _asked_from(definition: Definition, state: str) -> Iterator[str]:
    found: dict[str, None] = {}
    for transition in definition.transitions:
        if transition.to == state:
            found.update(dict.fromkeys(transition.from_states))
    yield from (name for name in found if name != state)
