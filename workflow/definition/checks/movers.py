"""Somebody can perform every transition, and nobody but the town keeps a case waiting for ever."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.definition.checks.subject import APPLICANT, SYSTEM, Found, Subject
from workflow.definition.guard_names import GUARDS
from workflow.definition.model import EffectKind, Transition


def check(subject: Subject) -> Iterator[Found]:
    """`ambiguous_transition`, `actorless_transition`, `only_outsiders`."""
    yield from _ambiguous(subject)
    yield from _actorless(subject)
    yield from _only_outsiders(subject)


def _ambiguous(subject: Subject) -> Iterator[Found]:
    seen: set[tuple[str, str]] = set()
    for path, transition in subject.transitions():
        for state in dict.fromkeys(transition.from_states):
            if (state, transition.name) in seen:
                yield Found(
                    code="ambiguous_transition",
                    path=(*path, "name"),
                    message=f"{state}.{transition.name}: two transitions of this name leave the same state",
                )
            seen.add((state, transition.name))


def _actorless(subject: Subject) -> Iterator[Found]:
    for path, transition in subject.transitions():
        if not transition.roles:
            yield Found(
                code="actorless_transition", path=path, message=f"transition {transition.name}: no role may perform it"
            )
        elif set(transition.roles) == {SYSTEM} and not _fires(subject, transition):
            yield Found(
                code="actorless_transition",
                path=path,
                message=f"transition {transition.name} is the system's, but no clock, effect or document fires it",
            )


def _fires(subject: Subject, transition: Transition) -> bool:
    if transition.after is not None:
        return transition.after not in subject.definition.documents or transition.after in _drafted(subject)
    if any(clock.on_expiry and clock.on_expiry.fire == transition.name for clock in subject.definition.clocks.values()):
        return True
    support = subject.definition.support
    if support is not None and transition.name in (support.at_threshold, support.at_end):
        return True
    places = subject.definition.places
    if places is not None and transition.name in (places.admit, places.wait, places.offer):
        return True
    if any(
        guard.name not in GUARDS or GUARDS[guard.name].happens for guard in transition.guards if not guard.condition
    ):
        return True
    return _after_child(subject, transition)


def _drafted(subject: Subject) -> frozenset[str]:
    effects = (effect for _path, effect, _transition in subject.effects())
    return frozenset(str(effect.data.get("document")) for effect in effects if effect.kind is EffectKind.DOCUMENT)


def _after_child(subject: Subject, transition: Transition) -> bool:
    """A state entered with a child case that is waited for is left when the child is done."""
    return any(
        effect.kind is EffectKind.CHILD
        and effect.data.get("wait") != "none"
        and (cause is None or cause.to in transition.from_states)
        for _path, effect, cause in subject.effects()
    )


def _only_outsiders(subject: Subject) -> Iterator[Found]:
    for name, state in subject.definition.states.items():
        exits = [edge.transition for edge in subject.graph.leaving(name)]
        if state.final or not exits:
            continue
        movers = {role for transition in exits for role in transition.roles if role != SYSTEM}
        by_system = any(SYSTEM in one.roles and _fires_from(subject, one, name) for one in exits)
        if movers == {APPLICANT} and not by_system:
            yield Found(
                code="only_outsiders",
                path=("states", name),
                message=f"state {name}: only the applicant can leave it, and no clock ends the wait",
            )


def _fires_from(subject: Subject, transition: Transition, state: str) -> bool:
    clocks = [
        clock
        for clock in subject.definition.clocks.values()
        if clock.on_expiry and clock.on_expiry.fire == transition.name
    ]
    if clocks:
        return any(clock.starts == state or state not in (*clock.stops, *clock.pauses) for clock in clocks)
    return _fires(subject, transition)
