"""What is asked of somebody can be done by them: staff's duties of staff, a visit of a calendar that has any."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.definition.checks.subject import APPLICANT, SYSTEM, Found, Subject
from workflow.definition.finding import Path
from workflow.definition.model import EffectKind, FieldType, Kind, Transition
from workflow.definition.placeholders import all_fields

_NOBODY = frozenset({APPLICANT, SYSTEM})
_VOTED = frozenset({Kind.PETITION, Kind.POLL})


def check(subject: Subject) -> Iterator[Found]:
    """`invalid_value`, `ambiguous_transition`, `duplicate_name`; `missing_key` for a petition nobody can sign."""
    for path, role, what in _duties(subject):
        if role in _NOBODY:
            yield Found(code="invalid_value", path=path, message=f"{what} is a matter of staff, not of {role}")
    for path, transition in subject.transitions():
        yield from _unable(subject, path, transition)
    yield from _waited_for(subject)
    yield from _same_key(subject)
    yield from _rivals(subject)
    yield from _visits(subject)
    if subject.definition.kind in _VOTED and not subject.source.has(("support",)):
        words = f"a {subject.definition.kind} without `support`: nobody could vote"
        yield Found(code="missing_key", path=("support",), message=words)


def _duties(subject: Subject) -> Iterator[tuple[Path, str, str]]:
    """(path, role, what it is to do)."""
    definition = subject.definition
    for name, clock in definition.clocks.items():
        warned = clock.warn.notify if clock.warn else ()
        for index, role in enumerate(warned):
            yield subject.listed(("clocks", name, "warn", "notify"), index), role, f"clock {name}: a warning"
        for index, role in enumerate(clock.on_expiry.escalate if clock.on_expiry else ()):
            yield subject.listed(("clocks", name, "on_expiry", "escalate"), index), role, f"clock {name}: an alarm"
    for name, document in definition.documents.items():
        for index, signature in enumerate(document.signatures):
            where = (*subject.listed(("documents", name, "signatures"), index), "role")
            yield where, signature.role or "", f"document {name}: a signature of the town"
        for index, role in enumerate(document.scan):
            yield subject.listed(("documents", name, "scan"), index), role, f"document {name}: scanning it in"
    for path, effect, _transition in subject.effects():
        role = str(effect.data.get("role") or "")
        if effect.kind in (EffectKind.WORK, EffectKind.ASSIGN):
            yield (*path, effect.kind.value, "role"), role, f"`{effect.kind.value}`"
        roles = effect.data.get("roles")
        if effect.kind is EffectKind.ACQUAINT and isinstance(roles, list):
            for index, one in enumerate(roles):
                yield subject.listed((*path, "acquaint", "roles"), index), str(one), "`acquaint`"


def _unable(subject: Subject, path: Path, transition: Transition) -> Iterator[Found]:
    owner = f"transition {transition.name}"
    if set(transition.roles) == {SYSTEM}:
        for index, one in enumerate(transition.input):
            if one.required and one.when is None:
                words = f"{owner} is the system's, which gives no {one.name}: it could never come"
                where = (*subject.listed((*path, "input"), index), "required")
                yield Found(code="invalid_value", path=where, message=words)
    if transition.roles and set(transition.roles) <= _NOBODY:
        for key in ("resolution", "reviews", "extends"):
            if subject.source.has((*path, key)) and getattr(transition, key) is not None:
                words = f"{owner}: `{key}` is a matter of staff, and no role of staff may perform it"
                yield Found(code="invalid_value", path=(*path, key), message=words)
    for index, guard in enumerate(transition.guards):
        if guard.name == "not_same_as" and guard.argument == transition.name and transition.to is not None:
            words = f"{owner}: not_same_as means an earlier move by somebody else, and this is the same one"
            yield Found(code="invalid_value", path=subject.listed((*path, "guards"), index), message=words)


def _waited_for(subject: Subject) -> Iterator[Found]:
    for name, state in subject.definition.states.items():
        role = state.waits_for
        if role is None or role == SYSTEM or role not in {*subject.definition.roles, APPLICANT}:
            continue
        if not any(role in one.roles for one in subject.definition.transitions_from(name)):
            words = f"state {name} waits for {role}, who has no move there"
            yield Found(code="invalid_value", path=("states", name, "waits_for"), message=words)


def _same_key(subject: Subject) -> Iterator[Found]:
    seen: dict[tuple[str, str, str], str] = {}
    for path, transition in subject.transitions():
        rivals = {
            seen.setdefault((state, role, transition.key.casefold()), transition.name)
            for state in transition.from_states
            for role in transition.roles
            if transition.key
        } - {transition.name}
        if rivals:
            words = f"transition {transition.name}: the letter {transition.key} is {min(rivals)}'s in the same state"
            yield Found(code="duplicate_name", path=(*path, "key"), message=words)


def _rivals(subject: Subject) -> Iterator[Found]:
    """Two moves of the system that the same paper brings, with nothing to choose between them."""
    seen: dict[tuple[str, str], str] = {}
    for path, transition in subject.transitions():
        if transition.after is None or transition.when is not None or transition.guards:
            continue
        for state in transition.from_states:
            first = seen.setdefault((state, transition.after), transition.name)
            if first != transition.name:
                words = f"{state}.{transition.name}: {transition.after} brings {first} already"
                yield Found(code="ambiguous_transition", path=(*path, "after"), message=words)
                break


def _visits(subject: Subject) -> Iterator[Found]:
    """A slot is taken from a calendar that sells some."""
    calendar = subject.definition.calendar
    wanted = any(one.type is FieldType.SLOT for one in all_fields(subject.definition))
    if not wanted:
        return
    if calendar is None:
        if not subject.source.has(("calendar",)):
            yield Found(code="missing_key", path=("calendar",), message="no `calendar` says which slots are offered")
    elif calendar in subject.shared.calendars and calendar not in subject.shared.booked:
        words = f"the calendar {calendar} has no slots: nobody could choose a visit"
        yield Found(code="invalid_value", path=("calendar",), message=words)
