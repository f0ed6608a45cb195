"""Exactly one state is the start."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.definition.checks.subject import Found, Subject


def check(subject: Subject) -> Iterator[Found]:
    """`no_initial_state`, `several_initial_states`."""
    starts = [state.name for state in subject.definition.states.values() if state.initial]
    if not starts:
        yield Found(code="no_initial_state", path=("states",), message="no state is marked initial: true")
    for name in starts[1:]:
        yield Found(
            code="several_initial_states",
            path=("states", name, "initial"),
            message=f"state {name} is a second start; {starts[0]} is the first",
        )
