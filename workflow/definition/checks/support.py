"""A voting opens somewhere, ends with a clock, and what follows from it is the system's to do."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.definition.checks.subject import SYSTEM, Found, Subject
from workflow.definition.finding import Path
from workflow.definition.model import SupportRule

_HERE: Path = ("support",)


def check(subject: Subject) -> Iterator[Found]:
    """`unknown_state clock law role`, `missing_key`, `invalid_value` of the block `support`, and a guard without it."""
    rule = subject.definition.support
    if rule is None or (rule.threshold is None and rule.law is None):
        yield from _guards_in_vain(subject)
    if rule is None:
        return
    yield from _names(subject, rule)
    yield from _moves(subject, rule)
    if rule.threshold is None and rule.law is None and not rule.choices:
        yield Found(
            code="missing_key", path=(*_HERE, "threshold"), message="support: neither a threshold nor choices of a poll"
        )


def _guards_in_vain(subject: Subject) -> Iterator[Found]:
    for path, transition in subject.transitions():
        for index, guard in enumerate(transition.guards):
            if guard.name == "threshold_reached":
                words = f"transition {transition.name}: threshold_reached needs a threshold in support"
                yield Found(code="missing_key", path=subject.listed((*path, "guards"), index), message=words)


def _names(subject: Subject, rule: SupportRule) -> Iterator[Found]:
    definition = subject.definition
    if rule.opens and rule.opens not in definition.states:
        yield _unknown("state", "opens", rule.opens)
    clock = definition.clocks.get(rule.clock)
    if rule.clock and clock is None:
        yield _unknown("clock", "clock", rule.clock)
    elif clock is not None and clock.starts != rule.opens:
        words = f"support: the clock {rule.clock} does not start where voting opens, in {rule.opens}"
        yield Found(code="invalid_value", path=(*_HERE, "clock"), message=words)
    if rule.law is not None and rule.law not in subject.shared.thresholds:
        yield _unknown("law", "threshold", rule.law)
    for index, role in enumerate(rule.paper):
        if role not in definition.roles:
            words = f"support: there is no role {role[:80]!r}"
            yield Found(code="unknown_role", path=subject.listed((*_HERE, "paper"), index), message=words)


def _moves(subject: Subject, rule: SupportRule) -> Iterator[Found]:
    wants_more = rule.threshold is not None or rule.law is not None
    if wants_more and rule.at_threshold is None:
        words = "support: nothing happens when the threshold is reached"
        yield Found(code="missing_key", path=(*_HERE, "at_threshold"), message=words)
    if rule.at_threshold is not None and not wants_more:
        words = "support: at_threshold without a threshold"
        yield Found(code="missing_key", path=(*_HERE, "threshold"), message=words)
    for key, name in (("at_threshold", rule.at_threshold), ("at_end", rule.at_end)):
        if not name:
            continue
        transition = subject.definition.transition(name, rule.opens)
        if transition is None or SYSTEM not in transition.roles:
            words = f"support: {name[:80]} is no transition of the system out of {rule.opens}"
            yield Found(code="invalid_value", path=(*_HERE, key), message=words)


def _unknown(what: str, key: str, name: str) -> Found:
    words = f"support: there is no {what} {name[:80]!r}"
    return Found(code=f"unknown_{what}", path=(*_HERE, key), message=words)
