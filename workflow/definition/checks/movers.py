"""Somebody can perform every transition, and nobody but the town keeps a case waiting for ever."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflow.definition.checks.subject import APPLICANT, SYSTEM, Found, Subject
from workflow.definition.condition import Condition
from workflow.definition.graph import PREVIOUS
from workflow.definition.guard_names import GUARDS
from workflow.definition.model import Effect, EffectKind, Transition
from workflow.definition.uncovered import uncovered


def check(subject: Subject) -> Iterator[Found]:
    """`ambiguous_transition`, `actorless_transition`, `only_outsiders`."""
    yield from _ambiguous(subject)
    yield from _actorless(subject)
    yield from _only_outsiders(subject)
    yield from _paperless(subject)


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
    if _fired_amiss(subject):
        return True
    if transition.after is not None:
        rule = subject.definition.documents.get(transition.after)
        return rule is None or bool(rule.scan) or transition.after in _drafted(subject)
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


def _fired_amiss(subject: Subject) -> bool:
    """Whether a clock fires what is no move of the system: that is told, and it may mean this very one."""
    fired = {one.on_expiry.fire for one in subject.definition.clocks.values() if one.on_expiry and one.on_expiry.fire}
    return bool(fired - {one.name for one in subject.definition.transitions if SYSTEM in one.roles})


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
        if movers == {APPLICANT}:
            ends = [when for one in exits if SYSTEM in one.roles for when in _ends_the_wait(subject, one, name)]
            yield from _waits_for_ever(subject, name, ends)


def _waits_for_ever(subject: Subject, state: str, ends: Sequence[Condition | None]) -> Iterator[Found]:
    words = f"state {state}: only the applicant can leave it, and no clock ends the wait"
    if not ends:
        yield Found(code="only_outsiders", path=("states", state), message=words)
        return
    case = None if None in ends else uncovered([one for one in ends if one is not None], subject.definition)
    if case is not None:
        yield Found(code="only_outsiders", path=("states", state), message=f"{words} if {case}")


def _ends_the_wait(subject: Subject, transition: Transition, state: str) -> list[Condition | None]:
    """Under which conditions the system leaves a state by this transition; None: always; nothing: never."""
    clocks = [
        clock
        for clock in subject.definition.clocks.values()
        if clock.on_expiry and clock.on_expiry.fire == transition.name
    ]
    if clocks:
        return [one.when for one in clocks if one.starts == state or state not in (*one.stops, *one.pauses)]
    return [None] if _fires(subject, transition) else []


def _paperless(subject: Subject) -> Iterator[Found]:
    """A state that only a finished paper leaves, and that a case can come to without that paper."""
    for path, transition in subject.transitions():
        paper = transition.after
        if paper not in subject.definition.documents or paper not in _drafted(subject):
            continue
        for state in transition.from_states:
            if _goes_on_anyway(subject, state, transition, paper) or state not in _reached_without(subject, paper):
                continue
            words = f"{state}.{transition.name} waits for {paper}, and a case can come to {state} without it: for ever"
            yield Found(code="actorless_transition", path=(*path, "after"), message=words)


def _goes_on_anyway(subject: Subject, state: str, waiting: Transition, paper: str) -> bool:
    here = [one for one in subject.definition.transitions_from(state) if one is not waiting]
    return any(
        _drafts(subject, one, paper) or (one.to not in (None, state) and set(one.roles) != {APPLICANT}) for one in here
    )


def _reached_without(subject: Subject, paper: str) -> frozenset[str]:
    definition = subject.definition
    if any(_is_draft(subject, effect, paper) for effect in definition.on_start):
        return frozenset()
    seen = {name for name, one in definition.states.items() if one.initial}
    waiting = list(seen)
    while waiting:
        for edge in subject.graph.edges.get(waiting.pop(), ()):
            # `previous` leads back to where the case was already: it comes nowhere new.
            back = edge.transition.to == PREVIOUS
            if edge.target not in seen and not back and not _drafts(subject, edge.transition, paper):
                seen.add(edge.target)
                waiting.append(edge.target)
    return frozenset(seen)


def _drafts(subject: Subject, transition: Transition, paper: str) -> bool:
    return any(_is_draft(subject, effect, paper) for effect in transition.effects)


def _is_draft(subject: Subject, effect: Effect, paper: str) -> bool:
    """A paper that does not exist is told as such, and may mean this very one."""
    named = str(effect.data.get("document"))
    return effect.kind is EffectKind.DOCUMENT and (named == paper or named not in subject.definition.documents)
