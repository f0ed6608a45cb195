"""A fee has an amount for every choice, somebody who records it, and a gate that knows of it."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.definition.checks.subject import APPLICANT, SYSTEM, Found, Subject
from workflow.definition.fees import AFTER_FEE, GUARD
from workflow.definition.model import FeeRule, FieldType


def check(subject: Subject) -> Iterator[Found]:
    """`unknown_field unknown_role missing_key invalid_value` of `fee`, its guard and what comes after it."""
    rule = subject.definition.fee
    yield from _gates(subject)
    if rule is None:
        return
    for index, role in enumerate(rule.roles):
        if role not in subject.definition.roles:
            said = "records no fee" if role in (APPLICANT, SYSTEM) else "is no role here"
            where = subject.listed(("fee", "roles"), index)
            yield Found(code="unknown_role", path=where, message=f"fee: {role!r} {said}")
    yield from _amounts(subject, rule)


def _amounts(subject: Subject, rule: FeeRule) -> Iterator[Found]:
    if rule.by is None:
        return
    field = next((one for one in subject.definition.form if one.name == rule.by), None)
    if field is None:
        yield Found(code="unknown_field", path=("fee", "by"), message=f"fee: the form has no field {rule.by!r}")
        return
    if field.type is not FieldType.CHOICE:
        words = f"fee: {rule.by} is no choice, no amount can follow from it"
        yield Found(code="invalid_value", path=("fee", "by"), message=words)
        return
    options = {value for value, _label in field.options}
    amounts = dict(rule.amounts)
    for value in sorted(options - set(amounts)):
        words = f"fee: nothing says what {rule.by} {value!r} costs"
        yield Found(code="missing_key", path=("fee", "amounts"), message=words)
    for value in sorted(set(amounts) - options):
        words = f"fee: {rule.by} has no option {value!r}"
        yield Found(code="invalid_value", path=("fee", "amounts", value), message=words)


def _gates(subject: Subject) -> Iterator[Found]:
    has_fee = subject.definition.fee is not None
    for path, transition in subject.transitions():
        for index, guard in enumerate(transition.guards):
            if guard.name == GUARD and guard.condition is None and not has_fee:
                words = f"transition {transition.name}: the guard {GUARD} waits for a fee, the definition has no `fee`"
                where = subject.listed((*path, "guards"), index)
                yield Found(code="invalid_value", path=where, message=words)
        if transition.after == AFTER_FEE and has_fee and SYSTEM not in transition.roles:
            words = f"transition {transition.name}: what comes after the fee is the system's move"
            yield Found(code="invalid_value", path=(*path, "roles"), message=words)
