"""Which state a transition leads to: the only import of `transitions` (rules.md 3).

One machine per definition version, without a model and without automatic transitions, fired on a bare cursor: the
library only looks the move up. Guards, roles and effects are ours, so nothing of ours runs inside its callbacks.
"""

from __future__ import annotations

from functools import cached_property

from transitions import Machine

from workflow.definition.model import Definition, Transition

_PREVIOUS = "previous"
_OUTSIDERS = frozenset({"applicant", "system"})


class _Cursor:
    """What the machine moves: a name of a state and nothing else."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


class Moves:
    """The compiled state machine of one definition version."""

    def __init__(self, definition: Definition) -> None:
        self._led: dict[tuple[str, str], str] = {}
        self._definition = definition
        self._named: dict[tuple[str, str], Transition | None] = {}
        self._awaited: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _machine(self) -> Machine:
        return Machine(
            model=None,
            states=[*self._definition.states, _PREVIOUS],
            initial=None,
            auto_transitions=False,
            send_event=False,
            transitions=[
                {"trigger": one.name, "source": source, "dest": one.to or source}
                for one in self._definition.transitions
                for source in one.from_states
            ],
        )

    def named(self, name: str, state: str) -> Transition | None:
        """`Definition.transition`, looked up once."""
        if (name, state) not in self._named:
            self._named[name, state] = self._definition.transition(name, state)
        return self._named[name, state]

    def awaited(self, state: str) -> tuple[str, ...]:
        """The roles of officials that may take a case out of `state` by a move that leads elsewhere, in order."""
        if state not in self._awaited:
            leaving = (one for one in self._definition.transitions_from(state) if one.to not in (state, None))
            roles = dict.fromkeys(role for one in leaving for role in one.roles if role not in _OUTSIDERS)
            self._awaited[state] = tuple(roles)
        return self._awaited[state]

    def target(self, state: str, name: str, asked_from: str | None) -> str | None:
        """The state `name` leads to out of `state`, or None when there is no such move.

        `to: previous` becomes the state the question was asked from.
        """
        found = self._led.get((state, name))
        if found is None:
            event = self._machine.events.get(name)
            if event is None or state not in event.transitions:
                return None
            cursor = _Cursor(state)
            event.trigger(cursor)
            # The machine has no callbacks and no memory: what led somewhere once leads there always.
            found = self._led[state, name] = cursor.state
        return asked_from if found == _PREVIOUS else found


_COMPILED: dict[str, Moves] = {}


def moves(definition: Definition) -> Moves:
    """The machine of a definition, compiled once per published version (published ones never change)."""
    if not definition.digest:
        return Moves(definition)
    found = _COMPILED.get(definition.digest)
    if found is None:
        found = _COMPILED[definition.digest] = Moves(definition)
    return found
