"""Ordered registers and places: their states, fields and transitions are there, and every group has its places."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.definition.checks.subject import SYSTEM, Found, Subject
from workflow.definition.finding import Path
from workflow.definition.model import Field, PlacesRule


def check(subject: Subject) -> Iterator[Found]:
    """`unknown_state field`, `missing_key`, `invalid_value` of the blocks `register` and `places`."""
    yield from _register(subject)
    yield from _places(subject)


def _register(subject: Subject) -> Iterator[Found]:
    rule = subject.definition.register
    if rule is None:
        return
    for index, name in enumerate(rule.kept_in):
        yield from _state(subject, subject.listed(("register", "kept_in"), index), name, "register")
    field = _field_of(subject, rule.category)
    if rule.category is not None and field is None:
        yield _unknown_field(("register", "category"), rule.category, "register")
    if rule.first and rule.category is None:
        yield Found(
            code="missing_key", path=("register", "category"), message="register: first needs the field of the category"
        )
    known = {value for value, _label in field.options} if field is not None else set(rule.first)
    for index, value in enumerate(rule.first):
        if value not in known:
            words = f"register: {value[:80]!r} is no option of {rule.category}"
            yield Found(code="invalid_value", path=subject.listed(("register", "first"), index), message=words)


def _places(subject: Subject) -> Iterator[Found]:
    rule = subject.definition.places
    if rule is None:
        return
    if subject.definition.calendar is not None:
        words = "places: a case books either a slot of a calendar or a place"
        yield Found(code="invalid_value", path=("places", "pool"), message=words)
    for index, name in enumerate(rule.held):
        yield from _state(subject, subject.listed(("places", "held"), index), name, "places")
    for key, state in (("wanted", rule.wanted), ("waiting", rule.waiting)):
        if state is not None:
            yield from _state(subject, ("places", key), state, "places", may_begin=key == "wanted")
    yield from _groups(subject, rule)
    yield from _moves(subject, rule)


def _groups(subject: Subject, rule: PlacesRule) -> Iterator[Found]:
    groups = {group for group, _ in rule.capacity}
    if rule.by is None:
        if rule.capacity and groups != {"all"}:
            words = "places: capacity by group needs the field in `by`"
            yield Found(code="missing_key", path=("places", "by"), message=words)
        return
    field = _field_of(subject, rule.by)
    if field is None:
        yield _unknown_field(("places", "by"), rule.by, "places")
        return
    options = {value for value, _label in field.options}
    for group in sorted(options ^ groups):
        words = f"places: {group!r} is " + ("without a capacity" if group in options else f"no option of {rule.by}")
        yield Found(code="invalid_value", path=("places", "capacity"), message=words)


def _moves(subject: Subject, rule: PlacesRule) -> Iterator[Found]:
    for state, keys in ((rule.wanted, ("admit", "wait")), (rule.waiting, ("offer",))):
        for key in keys:
            name = getattr(rule, key)
            where: Path = ("places", key)
            if state is None and name is not None:
                words = f"places: {key} without the state it leaves"
                yield Found(code="invalid_value", path=where, message=words)
            elif state is not None and name is None:
                yield Found(code="missing_key", path=where, message=f"places: nothing says how {state} is left: {key}")
            elif state is not None and name is not None:
                transition = subject.definition.transition(name, state)
                if transition is None or SYSTEM not in transition.roles:
                    words = f"places: {name[:80]} is no transition of the system out of {state}"
                    yield Found(code="invalid_value", path=where, message=words)


def _state(subject: Subject, path: Path, name: str, owner: str, *, may_begin: bool = False) -> Iterator[Found]:
    state = subject.definition.states.get(name)
    if state is None:
        yield Found(code="unknown_state", path=path, message=f"{owner}: there is no state {name[:80]!r}")
    elif state.initial and not may_begin:
        words = f"{owner}: a case begins in {name}; a position or a place is given by a move"
        yield Found(code="invalid_value", path=path, message=words)


def _field_of(subject: Subject, name: str | None) -> Field | None:
    return next((one for one in subject.definition.form if one.name == name and one.options), None)


def _unknown_field(path: Path, name: str, owner: str) -> Found:
    return Found(code="unknown_field", path=path, message=f"{owner}: there is no field {name[:80]!r} with options")
