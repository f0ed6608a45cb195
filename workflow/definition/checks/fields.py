"""Fields that can be given, mean one thing by one name, and are asked before somebody relies on them."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.definition.checks.subject import Found, Subject
from workflow.definition.finding import Path
from workflow.definition.model import Field, FieldType, Transition
from workflow.definition.placeholders import all_fields

_COUNTED = frozenset({FieldType.TEXT, FieldType.PHOTOS, FieldType.FILES, FieldType.CHOICES})


def check(subject: Subject) -> Iterator[Found]:
    """`invalid_value` for fields nobody could fill, two meanings of one name, and what is asked too late."""
    first: dict[str, Field] = {}
    for path, one in asked(subject):
        yield from _fillable(path, one)
        meant = first.setdefault(one.name, one)
        if one.name and meant.type is not one.type:
            words = f"field {one.name} is {one.type} here and {meant.type} before: one of them would be misread"
            yield Found(code="invalid_value", path=(*path, "type"), message=words)
    yield from _asked_too_late(subject)


def asked(subject: Subject) -> Iterator[tuple[Path, Field]]:
    """Every field of the form and every input, with its path."""
    for index, one in enumerate(subject.definition.form):
        yield ("form", index), one
    for path, transition in subject.transitions():
        for index, one in enumerate(transition.input):
            yield subject.listed((*path, "input"), index), one


def _fillable(path: Path, one: Field) -> Iterator[Found]:
    if one.type in _COUNTED and one.maximum == 0:
        yield Found(code="invalid_value", path=(*path, "max"), message=f"field {one.name}: with max 0 nothing fits")
    if one.type is FieldType.CHOICES and one.options and (one.minimum or 0) > len(one.options):
        words = f"field {one.name}: at least {one.minimum} are wanted of {len(one.options)} options"
        yield Found(code="invalid_value", path=(*path, "min"), message=words)


def _asked_too_late(subject: Subject) -> Iterator[Found]:
    """A guard `has_field` of what only later moves ask: it could never hold."""
    known = {one.name for one in all_fields(subject.definition)}
    inputs = {one.name for _path, transition in subject.transitions() for one in transition.input}
    always = {one.name for one in subject.definition.form} | (known - inputs)
    for path, transition in subject.transitions():
        for index, guard in enumerate(transition.guards):
            name = guard.argument
            if guard.name != "has_field" or name not in known or name in always:
                continue
            before = [one for _path, one in subject.transitions() if _may_precede(subject, one, transition)]
            if not any(one.name == name for each in (*before, transition) for one in each.input):
                words = f"transition {transition.name}: {name} is asked only later, the guard could never hold"
                yield Found(code="invalid_value", path=subject.listed((*path, "guards"), index), message=words)


def _may_precede(subject: Subject, one: Transition, later: Transition) -> bool:
    ways = (edge for state in one.from_states for edge in subject.graph.edges.get(state, ()))
    return bool(
        subject.graph.reachable(edge.target for edge in ways if edge.transition is one) & set(later.from_states)
    )
