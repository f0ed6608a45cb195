"""Personal words stay off public surfaces; a public type shows something."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.definition.bundle import used_files
from workflow.definition.checks.subject import APPLICANT, Found, Subject
from workflow.definition.model import EffectKind, Field, FieldType, Kind, Privacy
from workflow.definition.placeholders import PLACEHOLDERS, StrayBrace, all_fields, names_in
from workflow.definition.visibility import is_open_to_all, public_states
from workflow.ports.template_inspector import TemplateProblem

_PUBLIC_KINDS = frozenset({Kind.PETITION, Kind.IDEA, Kind.POLL})
_PERSONAL_TYPES = frozenset({FieldType.PERSON, FieldType.SIGNATURE_OF})
_CONTACTS = frozenset({FieldType.PHONE, FieldType.EMAIL, FieldType.ADDRESS})
"""The register never shows them, whatever is marked; staff may well tell an address of their own."""
_FREE_TYPES = frozenset({FieldType.TEXT, FieldType.PHONE, FieldType.EMAIL, FieldType.ADDRESS})


def check(subject: Subject) -> Iterator[Found]:
    """`leaks_personal_field`, `never_public`, and `readers` that make no sense."""
    yield from _public_fields(subject)
    yield from _readers(subject)
    yield from _citizen_sentences(subject)
    yield from _texts_to_others(subject)
    yield from _nothing_public(subject)
    yield from _texts(subject)
    yield from _papers(subject)


def _public_fields(subject: Subject) -> Iterator[Found]:
    for index, one in enumerate(subject.definition.form):
        if one.public and (_personal(one) or one.type in _CONTACTS):
            yield _leak(one, ("form", index, "public"))
    for path, transition in subject.transitions():
        for index, one in enumerate(transition.input):
            if one.public and (_personal(one) or one.type in _CONTACTS):
                yield _leak(one, (*subject.listed((*path, "input"), index), "public"))


def _readers(subject: Subject) -> Iterator[Found]:
    for index, one in enumerate(subject.definition.form):
        yield from _idle_readers(one, ("form", index, "readers"))
    for path, transition in subject.transitions():
        for index, one in enumerate(transition.input):
            yield from _idle_readers(one, (*subject.listed((*path, "input"), index), "readers"))


def _idle_readers(one: Field, path: tuple[str | int, ...]) -> Iterator[Found]:
    if one.readers and one.privacy is not Privacy.SENSITIVE:
        words = f"field {one.name} names readers, but only a field with personal: sensitive is kept from others"
        yield Found(code="invalid_value", path=path, message=words)


def _leak(one: Field, path: tuple[str | int, ...]) -> Found:
    return Found(code="leaks_personal_field", path=path, message=f"field {one.name} is personal and marked public")


def _personal(one: Field) -> bool:
    return one.privacy is not Privacy.PLAIN or one.type in _PERSONAL_TYPES


def _citizen_sentences(subject: Subject) -> Iterator[Found]:
    """The bare status link is open to whoever holds it (rules.md, rule 14)."""
    fields = {one.name: one for one in all_fields(subject.definition)}
    own_words = {
        one.name
        for _path, transition in subject.transitions()
        if set(transition.roles) == {APPLICANT}
        for one in transition.input
        if one.type in _FREE_TYPES
    }
    for name, state in subject.definition.states.items():
        try:
            used = names_in(state.citizen)
        except StrayBrace:
            continue
        for word in sorted(used):
            field = fields.get(word)
            if (
                (field and _personal(field))
                or word in own_words
                or (word in PLACEHOLDERS and PLACEHOLDERS[word].personal)
            ):
                words = (
                    f"state {name}: its citizen sentence shows {{{word}}}, which is personal, to whoever holds the link"
                )
                yield Found(code="leaks_personal_field", path=("states", name, "citizen"), message=words)


def _texts_to_others(subject: Subject) -> Iterator[Found]:
    """What is the applicant's own is told to nobody else: supporters, executors, or whoever reads a role's screen."""
    for outer, effect, _transition in subject.effects():
        if effect.kind is not EffectKind.NOTIFY or effect.data.get("to") in (APPLICANT, "representative", None):
            continue
        name = str(effect.data.get("text"))
        text = subject.definition.texts.get(name)
        if text is None:
            continue
        try:
            used = names_in(text.link) | names_in(text.voice or "")
        except StrayBrace:
            continue
        own = sorted(word for word in used if word in PLACEHOLDERS and PLACEHOLDERS[word].personal)
        if own:
            words = f"text {name} tells {effect.data['to']} what is the applicant's own: {', '.join(own)}"
            yield Found(code="leaks_personal_field", path=(*outer, "notify", "text"), message=words)


def _nothing_public(subject: Subject) -> Iterator[Found]:
    definition = subject.definition
    publishes = any(effect.kind is EffectKind.PUBLISH for _path, effect, _transition in subject.effects())
    wanted = definition.public or publishes or (definition.kind in _PUBLIC_KINDS and definition.public is not False)
    path = ("public",) if subject.source.has(("public",)) else ()
    if wanted and not any(one.public for one in all_fields(definition)):
        yield Found(code="never_public", path=path, message="the type is public, but no field is marked public: true")
    elif (wanted or is_open_to_all(definition)) and definition.states and not public_states(definition):
        yield Found(code="never_public", path=path, message="the type is public, but every state is public: false")


def _sensitive(subject: Subject) -> frozenset[str]:
    return frozenset(one.name for one in all_fields(subject.definition) if one.privacy is Privacy.SENSITIVE)


def _texts(subject: Subject) -> Iterator[Found]:
    """A message is read over somebody's shoulder: what is sensitive never stands in one (ADR 0104)."""
    sensitive = _sensitive(subject)
    for name, pair in subject.definition.texts.items():
        for variant, text in (("link", pair.link), ("voice", pair.voice or "")):
            try:
                told = sorted(names_in(text) & sensitive)
            except StrayBrace:
                continue
            for word in told:
                words = f"text {name} tells {{{word}}}, which is sensitive"
                yield Found(code="leaks_personal_field", path=("texts", name, variant), message=words)


def _papers(subject: Subject) -> Iterator[Found]:
    """A paper prints what is sensitive only where it says who reads it, and whoever signs it is among them."""
    sensitive = _sensitive(subject)
    for name, document in subject.definition.documents.items():
        if not document.readers:
            for word in sorted(_printed(subject, document.template) & sensitive):
                words = f"document {name} prints {word}, which is sensitive, and names no readers of its own"
                yield Found(code="leaks_personal_field", path=("documents", name), message=words)
            continue
        for index, signature in enumerate(document.signatures):
            for role in signature.roles:
                if role not in document.readers:
                    where = subject.listed(("documents", name, "signatures"), index)
                    words = f"document {name}: {role} signs it and is not among its readers"
                    yield Found(code="invalid_value", path=where, message=words)


def _printed(subject: Subject, template: str) -> frozenset[str]:
    """Names of the fields that a template and all it uses may print; every one where it takes the form whole."""
    waiting, seen, names = [template], set[str](), set[str]()
    while waiting:
        name = waiting.pop()
        source = subject.shared.files.get(name) or subject.templates.get(f"templates/{name}")
        if source is None or name in seen:
            continue
        seen.add(name)
        waiting += used_files(source)
        try:
            used = subject.inspector.names_used(source)
        except TemplateProblem:
            continue
        if used & {"form", "inputs"}:
            return frozenset(one.name for one in all_fields(subject.definition))
        names |= {one.removeprefix("form.").removeprefix("inputs.").partition(".")[0] for one in used}
    return frozenset(names)
