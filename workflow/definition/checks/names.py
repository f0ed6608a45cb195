"""Every name resolves to something."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

from workflow.definition.checks.subject import APPLICANT, SYSTEM, Found, Subject, fields_asked
from workflow.definition.children import AFTER_CHILD, awaits_child
from workflow.definition.fees import AFTER_FEE
from workflow.definition.finding import Path
from workflow.definition.graph import PREVIOUS
from workflow.definition.guard_names import GUARDS, IDENTITY_LEVELS, Argument
from workflow.definition.model import Clock, Definition, EffectKind, FieldType, Guard, Privacy, Transition
from workflow.definition.placeholders import all_fields
from workflow.values import Json

_TOLD = frozenset({APPLICANT, "representative", "subject", "author", "executors", "lead", "supporters"})
"""Whom `notify` reaches besides roles."""

_CONTROL_WORDS = frozenset({"none", "author"})


def check(subject: Subject) -> Iterator[Found]:
    """`unknown_state role guard field text document clock law calendar`, and `fire` of what is not the system's."""
    for path, transition in subject.transitions():
        yield from _of_transition(subject, path, transition)
    for name, clock in subject.definition.clocks.items():
        yield from _of_clock(subject, ("clocks", name), clock)
    yield from _of_effects(subject)
    yield from _idle_forwards(subject)
    yield from _of_states(subject)
    yield from _of_documents(subject)
    yield from _of_conditions(subject)
    yield from _of_registration(subject)
    yield from _calendar(subject, ("calendar",), subject.definition.calendar, "the definition")


def _of_transition(subject: Subject, path: Path, transition: Transition) -> Iterator[Found]:
    definition = subject.definition
    owner = f"transition {transition.name}"
    for index, name in enumerate(transition.from_states):
        yield from _state(definition, subject.listed((*path, "from"), index), name, owner)
    if transition.to == PREVIOUS:
        for name in transition.from_states:
            state = definition.states.get(name)
            if state is not None and state.waits_for is None:
                words = f"{owner}: only a state with waits_for can be left to previous; {name} has none"
                yield Found(code="invalid_value", path=(*path, "to"), message=words)
    elif transition.to is not None:
        yield from _state(definition, (*path, "to"), transition.to, owner)
    for index, role in enumerate(transition.roles):
        yield from _role(definition, subject.listed((*path, "roles"), index), role, owner)
    for index, guard in enumerate(transition.guards):
        if guard.condition is None:
            yield from _guard(subject, subject.listed((*path, "guards"), index), guard, owner)
    for index, one in enumerate(transition.input):
        at = subject.listed((*path, "input"), index)
        if one.of is not None:
            yield from _role(definition, (*at, "of"), one.of, owner)
        for reader, role in enumerate(one.readers):
            yield from _role(definition, (*at, "readers", reader), role, f"field {one.name}")
    yield from _demands(subject, path, transition, owner)


def _demands(subject: Subject, path: Path, transition: Transition, owner: str) -> Iterator[Found]:
    definition = subject.definition
    if transition.resolution and transition.resolution.control not in _CONTROL_WORDS:
        yield from _role(definition, (*path, "resolution", "control"), transition.resolution.control, owner)
    yield from _forwarding(subject, path, transition, owner)
    if transition.programme and transition.programme.told is not None:
        told = transition.programme.told
        yield from _resolve("text", (*path, "programme", "told"), told, definition.texts, owner)
    comes = (transition.after == AFTER_CHILD and awaits_child(definition)) or (
        transition.after == AFTER_FEE and definition.fee is not None
    )
    if transition.after is not None and not comes:
        yield from _resolve("document", (*path, "after"), transition.after, definition.documents, owner)
    if transition.reviews:
        for index, role in enumerate(transition.reviews.by):
            yield from _role(definition, subject.listed((*path, "reviews", "by"), index), role, owner)
        if transition.reviews.of is not None:
            of = transition.reviews.of
            yield from _resolve("document", (*path, "reviews", "of"), of, definition.documents, owner)
            yield from _written_here(definition, (*path, "reviews", "of"), of, owner)
    if transition.override_of is not None:
        yield from _role(definition, (*path, "override_of"), transition.override_of, owner)
    if transition.extends:
        yield from _resolve("clock", (*path, "extends", "clock"), transition.extends.clock, definition.clocks, owner)
        if transition.extends.law is not None:
            yield from _law(subject, (*path, "extends", "law"), transition.extends.law, owner)


def _forwarding(subject: Subject, path: Path, transition: Transition, owner: str) -> Iterator[Found]:
    rule = transition.forwarding
    written = (*path, "forwarding", "law")
    if rule is not None and rule.law is not None:
        yield from _law(subject, written if subject.source.has(written) else written[:-1], rule.law, owner)
    if rule is not None and rule.answer is not None:
        yield from _law(subject, (*path, "forwarding", "answer"), rule.answer, owner)


def _guard(subject: Subject, path: Path, guard: Guard, owner: str) -> Iterator[Found]:
    shape = GUARDS.get(guard.name)
    if shape is None:
        yield from _resolve("guard", path, guard.name, GUARDS, owner)
        return
    inner = (*path, guard.name)
    where = inner if subject.source.has(inner) else path
    if guard.argument is None:
        if shape.argument is not Argument.NONE and not shape.optional:
            yield Found(
                code="missing_key", path=where, message=f"{owner}: the guard {guard.name} needs a {shape.argument}"
            )
        yield from _guarded_type(subject, where, guard.name, owner)
        if guard.name == "registered" and subject.definition.registration is None:
            words = f"{owner}: the guard registered can never hold, the definition has no `registration`"
            yield Found(code="invalid_value", path=where, message=words)
        return
    match shape.argument:
        case Argument.NONE:
            yield Found(code="invalid_value", path=where, message=f"{owner}: the guard {guard.name} takes nothing")
        case Argument.FIELD:
            yield from _field(subject, where, guard.argument, owner)
        case Argument.CALENDAR:
            yield from _calendar(subject, where, guard.argument, owner)
        case Argument.TRANSITION:
            names = {one.name for one in subject.definition.transitions}
            if guard.argument not in names:
                words = f"{owner}: there is no transition {guard.argument!r}{_meant(guard.argument, names)}"
                yield Found(code="invalid_value", path=where, message=words)
        case Argument.LEVEL:
            if guard.argument not in IDENTITY_LEVELS:
                words = f"{owner}: {guard.argument!r} is no level; known: {' '.join(IDENTITY_LEVELS)}"
                yield Found(code="invalid_value", path=where, message=words)


_GUARDED_TYPES = {
    "has_place": frozenset({FieldType.PLACE, FieldType.ADDRESS}),
    "slot_held": frozenset({FieldType.SLOT}),
}


def _guarded_type(subject: Subject, path: Path, guard: str, owner: str) -> Iterator[Found]:
    types = _GUARDED_TYPES.get(guard)
    if types and not any(one.type in types for one in all_fields(subject.definition)):
        words = f"{owner}: the guard {guard} can never hold, no field is of type {' or '.join(sorted(types))}"
        yield Found(code="unknown_field", path=path, message=words)


def _of_clock(subject: Subject, path: Path, clock: Clock) -> Iterator[Found]:
    definition = subject.definition
    owner = f"clock {clock.name}"
    if clock.starts:
        yield from _state(definition, (*path, "starts"), clock.starts, owner)
    for index, name in enumerate(clock.stops):
        if name not in definition.documents:
            yield from _state(definition, subject.listed((*path, "stops"), index), name, owner)
    for index, name in enumerate(clock.pauses):
        yield from _state(definition, subject.listed((*path, "pauses"), index), name, owner)
    if clock.law is not None:
        yield from _law(subject, (*path, "law"), clock.law, owner)
    yield from _calendar(subject, (*path, "calendar"), clock.calendar, owner)
    if clock.appointed and clock.appointed.field:
        yield from _appointed(subject, (*path, "appointed", "field"), clock.appointed.field, owner)
    for index, role in enumerate(clock.warn.notify if clock.warn else ()):
        yield from _role(definition, subject.listed((*path, "warn", "notify"), index), role, owner)
    if clock.on_expiry:
        for index, role in enumerate(clock.on_expiry.escalate):
            yield from _role(definition, subject.listed((*path, "on_expiry", "escalate"), index), role, owner)
        if clock.on_expiry.fire is not None:
            yield from _fired(definition, (*path, "on_expiry", "fire"), clock.on_expiry.fire, owner)


def _appointed(subject: Subject, path: Path, name: str, owner: str) -> Iterator[Found]:
    """A clock is set from a visit or from a day that stands in the open: personal values the engine never sees."""
    yield from _field(subject, path, name, owner)
    for one in all_fields(subject.definition):
        if one.name == name and not (
            one.type is FieldType.SLOT or (one.type is FieldType.DATE and one.privacy is Privacy.PLAIN)
        ):
            words = f"{owner}: {name} is neither a slot nor a date that is not personal, no day can be counted from it"
            yield Found(code="invalid_value", path=path, message=words)
            return


def _fired(definition: Definition, path: Path, name: str, owner: str) -> Iterator[Found]:
    meant = [one for one in definition.transitions if one.name == name]
    if not meant:
        words = f"{owner}: there is no transition {name!r}{_meant(name, [one.name for one in definition.transitions])}"
        yield Found(code="invalid_value", path=path, message=words)
    elif not any(SYSTEM in one.roles for one in meant):
        words = f"{owner}: transition {name} cannot be fired, system is not among its roles"
        yield Found(code="invalid_value", path=path, message=words)


def _of_effects(subject: Subject) -> Iterator[Found]:
    definition = subject.definition
    for outer, effect, transition in subject.effects():
        path = (*outer, effect.kind.value)
        owner = f"transition {transition.name}" if transition else str(outer[1] if outer[0] == "clocks" else outer[0])
        data = effect.data
        match effect.kind:
            case EffectKind.NOTIFY:
                if "text" in data:
                    yield from _resolve("text", (*path, "text"), str(data["text"]), definition.texts, owner)
                if "to" in data and data["to"] not in _TOLD:
                    yield from _role(definition, (*path, "to"), str(data["to"]), owner)
            case EffectKind.DOCUMENT if "document" in data:
                yield from _resolve("document", path, str(data["document"]), definition.documents, owner)
                yield from _written_here(definition, path, str(data["document"]), owner)
            case EffectKind.ASSIGN | EffectKind.WORK if "role" in data:
                yield from _role(definition, (*path, "role"), str(data["role"]), owner)
            case EffectKind.ACQUAINT:
                roles = data.get("roles")
                for index, role in enumerate(roles if isinstance(roles, list) else ()):
                    yield from _role(definition, subject.listed((*path, "roles"), index), str(role), owner)
                if "document" in data:
                    yield from _resolve(
                        "document", (*path, "document"), str(data["document"]), definition.documents, owner
                    )
            case EffectKind.CHILD:
                yield from _offered(subject, (*path, "request_type"), data.get("request_type"), owner)
                yield from _mapped(subject, (*path, "fields"), data.get("fields"), owner)
            case EffectKind.BOOK | EffectKind.RELEASE:
                yield from _slot(subject, path, data, owner)


def _idle_forwards(subject: Subject) -> Iterator[Found]:
    """Somebody forwards, with a reason: neither a clock nor the opening does."""
    for outer, effect, transition in subject.effects():
        if effect.kind is EffectKind.FORWARD and transition is None:
            words = f"{outer[0]}: forwarding is somebody's move with a reason; `forward` belongs to a transition"
            yield Found(code="invalid_value", path=(*outer, effect.kind.value), message=words)


def _offered(subject: Subject, path: Path, name: Json, owner: str) -> Iterator[Found]:
    known = subject.offered
    if known and isinstance(name, str) and name not in {*known, subject.definition.request_type}:
        words = f"{owner}: there is no request type {name[:80]!r}{_meant(name, known)}"
        yield Found(code="invalid_value", path=path, message=words)


def _mapped(subject: Subject, path: Path, mapped: Json, owner: str) -> Iterator[Found]:
    """Fields of a child case and ours: one side of each pair must be a field of this definition."""
    names = {one.name for one in all_fields(subject.definition)}
    for key, value in mapped.items() if isinstance(mapped, Mapping) else ():
        if key not in names:
            yield from _field(subject, (*path, key), str(value), owner)


def _slot(subject: Subject, path: Path, data: Mapping[str, Json], owner: str) -> Iterator[Found]:
    field, calendar = data.get("field"), data.get("calendar")
    if field is not None:
        yield from _field(subject, path, str(field), owner)
    elif not any(one.type is FieldType.SLOT for one in all_fields(subject.definition)):
        yield Found(code="unknown_field", path=path, message=f"{owner}: no field is of type slot")
    yield from _calendar(subject, (*path, "calendar"), str(calendar) if calendar else None, owner)


def _of_states(subject: Subject) -> Iterator[Found]:
    for name, state in subject.definition.states.items():
        if state.waits_for is not None:
            yield from _role(subject.definition, ("states", name, "waits_for"), state.waits_for, f"state {name}")


def _written_here(definition: Definition, path: Path, document: str, owner: str) -> Iterator[Found]:
    """A paper that is scanned in has no draft and no text of ours."""
    rule = definition.documents.get(document)
    if rule is not None and rule.scan:
        words = f"{owner}: {document} is scanned in from paper: nobody drafts it or reviews its text"
        yield Found(code="invalid_value", path=path, message=words)


def _of_documents(subject: Subject) -> Iterator[Found]:
    for name, document in subject.definition.documents.items():
        for index, signature in enumerate(document.signatures):
            place = subject.listed(("documents", name, "signatures"), index)
            if signature.role is not None:
                yield from _role(subject.definition, (*place, "role"), signature.role, f"document {name}")
            for number, role in enumerate(signature.of):
                where = subject.listed((*place, "of"), number)
                yield from _role(subject.definition, where, role, f"document {name}")
                if role in signature.of[:number]:
                    words = f"document {name}: {role} signs once and is named twice"
                    yield Found(code="duplicate_name", path=where, message=words)
            if signature.any > len(set(signature.of)):
                words = f"document {name}: {signature.any} are to sign and there are {len(set(signature.of))}"
                yield Found(code="impossible_quorum", path=(*place, "any"), message=words)
        for index, role in enumerate(document.scan):
            where = subject.listed(("documents", name, "scan"), index)
            yield from _role(subject.definition, where, role, f"document {name}")
        for index, role in enumerate(document.readers):
            where = subject.listed(("documents", name, "readers"), index)
            yield from _role(subject.definition, where, role, f"document {name}")
    for index, one in enumerate(subject.definition.form):
        if one.of is not None:
            yield from _role(subject.definition, ("form", index, "of"), one.of, f"field {one.name}")
        for reader, role in enumerate(one.readers):
            yield from _role(subject.definition, ("form", index, "readers", reader), role, f"field {one.name}")


def _of_registration(subject: Subject) -> Iterator[Found]:
    rule = subject.definition.registration
    for index, role in enumerate(rule.roles if rule else ()):
        yield from _role(subject.definition, subject.listed(("registration", "roles"), index), role, "registration")


def _of_conditions(subject: Subject) -> Iterator[Found]:
    for path, condition in subject.conditions():
        for name in dict.fromkeys(fields_asked(condition)):
            inner = (*path, "field")
            where = inner if subject.source.has(inner) else path
            yield from _field(subject, where, name, "a condition")


def _state(definition: Definition, path: Path, name: str, owner: str) -> Iterator[Found]:
    yield from _resolve("state", path, name, definition.states, owner)


def _role(definition: Definition, path: Path, name: str, owner: str) -> Iterator[Found]:
    yield from _resolve("role", path, name, {*definition.roles, APPLICANT, SYSTEM}, owner)


def _field(subject: Subject, path: Path, name: str, owner: str) -> Iterator[Found]:
    names = {one.name for one in all_fields(subject.definition)}
    yield from _resolve("field", path, name, names, owner)


def _law(subject: Subject, path: Path, name: str, owner: str) -> Iterator[Found]:
    if name:
        yield from _resolve("law", path, name, subject.shared.laws, owner)


def _calendar(subject: Subject, path: Path, name: str | None, owner: str) -> Iterator[Found]:
    if name is not None:
        yield from _resolve("calendar", path, name, subject.shared.calendars, owner)


def _resolve(what: str, path: Path, name: str, known: Collection[str], owner: str) -> Iterator[Found]:
    if name not in known:
        words = f"{owner}: there is no {what} {name[:80]!r}{_meant(name, known)}"
        yield Found(code=f"unknown_{what}", path=path, message=words)


def _meant(name: str, known: Collection[str]) -> str:
    close = get_close_matches(name, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
