"""Every state can be reached, left, and leads to an end; an end stays an end."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.definition.checks.subject import Found, Subject


def check(subject: Subject) -> Iterator[Found]:
    """`unreachable_state`, `dead_end`, `no_way_to_finish`, `final_with_exit`."""
    yield from _unreachable(subject)
    yield from _endless(subject)
    yield from _left_finals(subject)


def _unreachable(subject: Subject) -> Iterator[Found]:
    states = subject.definition.states
    starts = [state.name for state in states.values() if state.initial]
    if not starts:
        return
    reached = subject.graph.reachable(starts)
    for name in states:
        if name not in reached:
            yield Found(
                code="unreachable_state",
                path=("states", name),
                message=f"state {name}: no path leads to it from the start",
            )


def _endless(subject: Subject) -> Iterator[Found]:
    states = subject.definition.states
    for name, state in states.items():
        if state.final:
            continue
        if not subject.graph.leaving(name):
            yield Found(
                code="dead_end",
                path=("states", name),
                message=f"state {name} is not final, and no transition leads out of it",
            )
            continue
        ahead = subject.graph.reachable([name])
        if not any(one not in states or states[one].final for one in ahead):
            yield Found(
                code="no_way_to_finish",
                path=("states", name),
                message=f"state {name}: no final state can be reached from it",
            )


def _left_finals(subject: Subject) -> Iterator[Found]:
    for path, transition in subject.transitions():
        for edge in (edge for state in transition.from_states for edge in subject.graph.leaving(state)):
            state = subject.definition.states.get(edge.source)
            if edge.transition is transition and state and state.final and not transition.reopens:
                yield Found(
                    code="final_with_exit",
                    path=path,
                    message=f"transition {transition.name} leaves the final state {edge.source} without reopens: true",
                )
                break
