"""Reviews can complete and are joined again; nobody controls themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workflow.definition.checks.subject import APPLICANT, SYSTEM, Found, Subject
from workflow.definition.model import ReviewRule, Transition
from workflow.definition.reviewed_fields import reviewed_fields

_JOIN = "all_reviews_in"
_WHOLE_SHARE = 100


def check(subject: Subject) -> Iterator[Found]:
    """`impossible_quorum`, `unjoined_review`, `self_control`."""
    yield from _quorums(subject)
    yield from _joins(subject)
    yield from _rewritten(subject)
    yield from _self_control(subject)


def _quorums(subject: Subject) -> Iterator[Found]:
    for path, transition in subject.transitions():
        if transition.reviews and not _possible(transition.reviews):
            rule = transition.reviews
            words = f"transition {transition.name}: {rule.complete} of {len(rule.by)} reviewers can never agree"
            yield Found(code="impossible_quorum", path=(*path, "reviews", "complete"), message=words)


def _possible(rule: ReviewRule) -> bool:
    if rule.complete in ("all", "any"):
        return True
    if rule.complete.endswith("%"):
        return 0 < int(rule.complete[:-1]) <= _WHOLE_SHARE
    # Where whoever asks names the people, only they decide how many there are.
    return int(rule.complete) > 0 and (rule.people == "required" or int(rule.complete) <= len(rule.by))


def _joins(subject: Subject) -> Iterator[Found]:
    joining = [(path, one) for path, one in subject.transitions() if any(guard.name == _JOIN for guard in one.guards)]
    reviewed = [(path, one) for path, one in subject.transitions() if one.reviews]
    for path, transition in reviewed:
        ahead = subject.graph.reachable(_entered(transition))
        if not any(set(one.from_states) & ahead for one in _joiners(subject, transition)):
            words = (
                f"transition {transition.name} asks for reviews, and no transition after it waits for them ({_JOIN})"
            )
            yield Found(code="unjoined_review", path=(*path, "reviews"), message=words)
    if not reviewed:
        for path, transition in joining:
            words = f"transition {transition.name} waits for reviews ({_JOIN}) that no transition asks for"
            yield Found(code="unjoined_review", path=(*path, "guards"), message=words)


def _joiners(subject: Subject, asking: Transition) -> Iterator[Transition]:
    """What waits for the visas: the guard, and the signing of the very paper that is reviewed."""
    paper = asking.reviews.of if asking.reviews else None
    for _path, one in subject.transitions():
        if any(guard.name == _JOIN for guard in one.guards) or (paper is not None and one.after == paper):
            yield one


def _rewritten(subject: Subject) -> Iterator[Found]:
    """A move that waits for visas must not write the text anew that they were given on."""
    definition = replace(subject.definition, templates=_templates(subject))
    asking = [one for _path, one in subject.transitions() if one.reviews]
    for path, transition in subject.transitions():
        if not any(guard.name == _JOIN for guard in transition.guards):
            continue
        text = {
            name
            for one in asking
            if one.reviews and (one.reviews.of is None or not subject.lone)
            for name in reviewed_fields(definition, one.reviews.of, one.name)
        }
        for index, field in enumerate(transition.input):
            if field.required and field.name in text:
                words = f"transition {transition.name} waits for reviews ({_JOIN}) of the very {field.name} it asks for"
                yield Found(code="unjoined_review", path=subject.listed((*path, "input"), index), message=words)


def _templates(subject: Subject) -> dict[str, str]:
    own = {name.removeprefix("templates/"): text for name, text in subject.templates.items()}
    return {**subject.shared.files, **own}


def _entered(transition: Transition) -> tuple[str, ...]:
    return transition.from_states if transition.to is None else (transition.to,)


def _self_control(subject: Subject) -> Iterator[Found]:
    """Issues: brings a resolution. Executes: moves on from there. Accepts: gives the outcome after that."""
    for path, issued in subject.transitions():
        if issued.resolution is None:
            continue
        for executed, accepted in _executions(subject, issued):
            people = _staff(issued) & _staff(executed) & _staff(accepted)
            if people and not any(guard.name == "not_same_as" for one in (executed, accepted) for guard in one.guards):
                words = (
                    f"transition {issued.name}: {', '.join(sorted(people))} may issue it, execute it ({executed.name}) "
                    f"and accept it ({accepted.name})"
                )
                yield Found(code="self_control", path=path, message=words)
                break


def _executions(subject: Subject, issued: Transition) -> Iterator[tuple[Transition, Transition]]:
    states = subject.definition.states
    for start in _entered(issued):
        for first in subject.graph.leaving(start):
            middle = states.get(first.target)
            if middle is None or middle.final or middle.waits_for or first.transition.outcome:
                continue
            for second in subject.graph.leaving(middle.name):
                end = states.get(second.target)
                if second.target != start and end and (second.transition.outcome or end.outcome):
                    yield first.transition, second.transition


def _staff(transition: Transition) -> frozenset[str]:
    return frozenset(transition.roles) - {APPLICANT, SYSTEM}
