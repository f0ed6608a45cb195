"""Personal words stay off public surfaces; a public type shows something."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.definition.checks.subject import APPLICANT, Found, Subject
from workflow.definition.model import EffectKind, Field, FieldType, Kind, Privacy
from workflow.definition.placeholders import PLACEHOLDERS, StrayBrace, all_fields, names_in

_PUBLIC_KINDS = frozenset({Kind.PETITION, Kind.IDEA, Kind.POLL})
_PERSONAL_TYPES = frozenset({FieldType.PERSON, FieldType.SIGNATURE_OF})
_FREE_TYPES = frozenset({FieldType.TEXT, FieldType.PHONE, FieldType.EMAIL, FieldType.ADDRESS})


def check(subject: Subject) -> Iterator[Found]:
    """`leaks_personal_field`, `never_public`, and `readers` of what is not sensitive."""
    yield from _public_fields(subject)
    yield from _readers(subject)
    yield from _citizen_sentences(subject)
    yield from _nothing_public(subject)


def _public_fields(subject: Subject) -> Iterator[Found]:
    for index, one in enumerate(subject.definition.form):
        if one.public and _personal(one):
            yield _leak(one, ("form", index, "public"))
    for path, transition in subject.transitions():
        for index, one in enumerate(transition.input):
            if one.public and _personal(one):
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


def _nothing_public(subject: Subject) -> Iterator[Found]:
    definition = subject.definition
    publishes = any(effect.kind is EffectKind.PUBLISH for _path, effect, _transition in subject.effects())
    wanted = definition.public or publishes or (definition.kind in _PUBLIC_KINDS and definition.public is not False)
    if wanted and not any(one.public for one in all_fields(definition)):
        path = ("public",) if subject.source.has(("public",)) else ()
        yield Found(code="never_public", path=path, message="the type is public, but no field is marked public: true")
