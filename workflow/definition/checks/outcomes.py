"""Every case ends in a formal result, with grounds where the law wants them, and the citizen learns of it.

One walk over all ways from the start: where a case is, with which outcome, whether the applicant was told of it and
whether grounds were asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workflow.definition.checks.subject import APPLICANT, INNER_KINDS, Found, Subject, tells_applicant
from workflow.definition.condition import All, AnyOf, Condition, Not, OutcomeCondition
from workflow.definition.graph import Edge
from workflow.definition.model import Outcome, Transition

NEED_GROUNDS = frozenset({Outcome.REFUSED, Outcome.RETURNED, Outcome.NOT_CONSIDERED})
_GROUNDS = frozenset({"grounds", "reason", "reasons"})


@dataclass(frozen=True, slots=True)
class _Standing:
    state: str
    outcome: Outcome | None
    told: bool
    grounds: bool


def check(subject: Subject) -> Iterator[Found]:
    """`outcome_missing`, `refusal_without_reason`, `missing_notice`."""
    reported: set[tuple[str, str]] = set()
    for found, key in _walk(subject):
        if key not in reported:
            reported.add(key)
            yield found
    yield from _unasked_questions(subject)


def ends_without_outcome(subject: Subject) -> bool:
    """Whether some way comes to a final state and no outcome stands on it."""
    return any(found.code == "outcome_missing" for found, _key in _walk(subject))


def _walk(subject: Subject) -> Iterator[tuple[Found, tuple[str, str]]]:
    states = subject.definition.states
    waiting = [_Standing(one.name, one.outcome, False, False) for one in states.values() if one.initial]
    seen = set(waiting)
    while waiting:
        here = waiting.pop(0)
        for edge in subject.graph.edges.get(here.state, ()):
            if edge.target not in states:
                continue
            there = _moved(subject, here, edge)
            yield from _judged(subject, here, there, edge)
            if there not in seen:
                seen.add(there)
                waiting.append(there)


def _moved(subject: Subject, here: _Standing, edge: Edge) -> _Standing:
    transition = edge.transition
    if transition.reopens:
        here = _Standing(here.state, None, False, False)
    outcome = transition.outcome or subject.definition.states[edge.target].outcome or here.outcome
    changed = outcome is not here.outcome
    told = (here.told and not changed) or _tells(transition, outcome)
    return _Standing(edge.target, outcome, told, here.grounds or _asks_grounds(transition))


def _tells(transition: Transition, outcome: Outcome | None) -> bool:
    """The applicant is told by a message, or did it themselves."""
    if set(transition.roles) == {APPLICANT}:
        return True
    return any(tells_applicant(effect) and _may_hold(effect.when, outcome) for effect in transition.effects)


def _asks_grounds(transition: Transition) -> bool:
    return any(one.name in _GROUNDS and one.required for one in transition.input)


def _judged(subject: Subject, here: _Standing, there: _Standing, edge: Edge) -> Iterator[tuple[Found, tuple[str, str]]]:
    state = subject.definition.states[there.state]
    name = edge.transition.name
    path = ("transitions", edge.index)
    if there.outcome in NEED_GROUNDS and there.outcome is not here.outcome and not there.grounds:
        words = f"transition {name}: the outcome is {there.outcome}, but no required input `grounds` asks why"
        yield Found(code="refusal_without_reason", path=path, message=words), ("grounds", name)
    if not state.final or edge.source == there.state:
        return
    if there.outcome is None:
        words = f"state {state.name} is final and can be reached by {name} without an outcome"
        yield Found(code="outcome_missing", path=("states", state.name), message=words), ("outcome", state.name)
    elif not there.told and subject.definition.kind not in INNER_KINDS:
        words = f"transition {name} ends the case in {state.name} ({there.outcome}) and the applicant is not told"
        yield Found(code="missing_notice", path=path, message=words), ("notice", name)


def _unasked_questions(subject: Subject) -> Iterator[Found]:
    if subject.definition.kind in INNER_KINDS:
        return
    for path, transition in subject.transitions():
        state = subject.definition.states.get(transition.to or "")
        if state is None or state.waits_for != APPLICANT or state.name in transition.from_states:
            continue
        if set(transition.roles) != {APPLICANT} and not any(tells_applicant(effect) for effect in transition.effects):
            words = f"transition {transition.name} waits for the applicant in {state.name} and does not tell them"
            yield Found(code="missing_notice", path=path, message=words)


def _may_hold(condition: Condition | None, outcome: Outcome | None) -> bool:
    """Whether a condition can be true with this outcome; what depends on other things can."""
    return True in _truths(condition, outcome)


def _truths(condition: Condition | None, outcome: Outcome | None) -> frozenset[bool]:
    match condition:
        case None:
            return frozenset({True})
        case OutcomeCondition(one_of=words):
            return frozenset({outcome is not None and outcome.value in words})
        case Not(part=part):
            return frozenset(not truth for truth in _truths(part, outcome))
        case All(parts=parts):
            found = [_truths(part, outcome) for part in parts]
            possible = {True} if all(True in one for one in found) else set()
            return frozenset(possible | ({False} if any(False in one for one in found) else set()))
        case AnyOf(parts=parts):
            found = [_truths(part, outcome) for part in parts]
            possible = {True} if any(True in one for one in found) else set()
            return frozenset(possible | ({False} if all(False in one for one in found) else set()))
        case _:
            return frozenset({True, False})
