"""Turns the tree of a YAML file into a `Definition`, reporting every mistake of shape at once, with path and line.

Here: the top level, and how marshmallow's errors become findings. Each block has its own file in `blocks/`; a new
block is a new file and one line in `RequestTypeBlock`. Not here: what names mean (`checks/`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from marshmallow import ValidationError

from workflow.definition.blocks.answers import AnswerBlock
from workflow.definition.blocks.applicant import ApplicantBlock
from workflow.definition.blocks.clock import ClockBlock
from workflow.definition.blocks.effect import effects_piece
from workflow.definition.blocks.fee import FeeBlock
from workflow.definition.blocks.field import FieldBlock, blank_field, is_choosing
from workflow.definition.blocks.filing import FilingBlock
from workflow.definition.blocks.message import TextBlock, spelled_out
from workflow.definition.blocks.paper import DocumentBlock
from workflow.definition.blocks.pieces import (
    Block,
    Flag,
    Inside,
    Listed,
    Named,
    OneOf,
    Piece,
    Text,
    Whole,
    Word,
    name_text,
    read_block,
)
from workflow.definition.blocks.places import PlacesBlock
from workflow.definition.blocks.register import RegisterBlock
from workflow.definition.blocks.registration import RegistrationBlock
from workflow.definition.blocks.state import StateBlock
from workflow.definition.blocks.support import SupportBlock
from workflow.definition.blocks.transition import TransitionBlock, blank_transition
from workflow.definition.finding import Path
from workflow.definition.implied_inputs import with_implied_inputs
from workflow.definition.model import (
    AnswerRule,
    ApplicantRule,
    Clock,
    Definition,
    DocumentRule,
    Expiry,
    FeeRule,
    Field,
    FieldType,
    Filing,
    Kind,
    PlacesRule,
    RegisterRule,
    RegistrationRule,
    State,
    SupportRule,
    TextPair,
    Transition,
)
from workflow.definition.yaml_source import Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeMistake:
    """One mistake of shape: `missing_key wrong_type invalid_value unknown_key duplicate_name unknown_effect`.

    `meant` is where the author probably wanted to write when a key is misspelt, else `path`.
    """

    code: str
    path: Path
    message: str
    meant: Path = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What could be read of a definition, and what was wrong. Sound if `mistakes` is empty.

    With mistakes, parts that could not be read have their defaults or are blank; lists keep their positions.
    """

    definition: Definition
    mistakes: tuple[ShapeMistake, ...]


class RequestTypeBlock(Block):
    """The whole file."""

    request_type = name_text(required=True)
    version = Whole(least=1, required=True)
    kind = OneOf(Kind, required=True)
    title = Text(most=200, required=True)
    summary = Text(most=1000, load_default="")
    filing: Piece[Filing] = Inside(FilingBlock(), load_default=None)
    applicant: Piece[ApplicantRule] = Inside(ApplicantBlock(), load_default=ApplicantRule())
    roles = Listed(name_text())
    form: Piece[tuple[Field, ...]] = Listed(Inside(FieldBlock()), one=False, blank=blank_field)
    on_start = effects_piece()
    states: Piece[dict[str, State]] = Named(Inside(StateBlock()), required=True)
    transitions: Piece[tuple[Transition, ...]] = Listed(
        Inside(TransitionBlock()), one=False, blank=blank_transition, required=True
    )
    clocks: Piece[dict[str, Clock]] = Named(Inside(ClockBlock()))
    documents: Piece[dict[str, DocumentRule]] = Named(Inside(DocumentBlock()))
    texts: Piece[dict[str, TextPair]] = Named(Inside(TextBlock(), short=spelled_out))
    calendar = name_text(load_default=None)
    needs: Piece[dict[str, str]] = Named(Text(most=300))
    public = Flag(load_default=None)
    support: Piece[SupportRule] = Inside(SupportBlock(), load_default=None)
    register: Piece[RegisterRule] = Inside(RegisterBlock(), load_default=None)
    places: Piece[PlacesRule] = Inside(PlacesBlock(), load_default=None)
    answers: Piece[dict[str, AnswerRule]] = Named(Inside(AnswerBlock()))
    plain_language = Word("warn", "hold", load_default=None)
    registration: Piece[RegistrationRule] = Inside(RegistrationBlock(), load_default=None)
    fee: Piece[FeeRule] = Inside(FeeBlock(), load_default=None)
    standing_texts: Piece[dict[str, tuple[str, ...]]] = Named(Listed(Text(most=4000, required=True), least=1))

    def make(self, read: dict[str, Any]) -> Definition:
        """Names are set, `from: "*"` is resolved."""
        states = {name: replace(state, name=name) for name, state in read.get("states", {}).items()}
        return Definition(
            request_type=read.get("request_type", ""),
            version=read.get("version", 1),
            kind=read.get("kind", Kind.OTHER),
            title=read.get("title", ""),
            summary=read.get("summary", ""),
            applicant=read.get("applicant", ApplicantRule()),
            roles=read.get("roles", ()),
            form=read.get("form", ()),
            states=states,
            transitions=tuple(
                with_implied_inputs(_everywhere(one, states), states, held=read.get("plain_language") == "hold")
                for one in read.get("transitions", ())
            ),
            clocks={
                name: _ending_the_vote(replace(clock, name=name), read.get("support"))
                for name, clock in read.get("clocks", {}).items()
            },
            documents={name: replace(paper, name=name) for name, paper in read.get("documents", {}).items()},
            texts=read.get("texts", {}),
            on_start=read.get("on_start", ()),
            filing=read.get("filing"),
            calendar=read.get("calendar"),
            needs=tuple(read.get("needs", {}).items()),
            public=read.get("public"),
            support=read.get("support"),
            register=read.get("register"),
            places=read.get("places"),
            answers=read.get("answers", {}),
            plain_language=read.get("plain_language"),
            registration=read.get("registration"),
            fee=read.get("fee"),
            standing_texts=read.get("standing_texts", {}),
        )


def _everywhere(transition: Transition, states: Mapping[str, State]) -> Transition:
    if "*" not in transition.from_states:
        return transition
    open_states = tuple(name for name, state in states.items() if not state.final)
    return replace(transition, from_states=open_states)


def _ending_the_vote(clock: Clock, support: SupportRule | None) -> Clock:
    """The clock of a voting fires what the voting says, so that everything that follows clocks knows of it."""
    if support is None or support.clock != clock.name or (clock.on_expiry is not None and clock.on_expiry.fire):
        return clock
    return replace(clock, on_expiry=replace(clock.on_expiry or Expiry(), fire=support.at_end))


_TOP = RequestTypeBlock()


def read(tree: Tree) -> Reading:
    """Read a whole definition. Never raises on what a YAML file can hold."""
    try:
        definition: Definition = read_block(_TOP, tree)
        shape: list[ShapeMistake] = []
    except ValidationError as error:
        salvaged = error.valid_data
        definition = salvaged if isinstance(salvaged, Definition) else _TOP.make({})
        shape = [_mistake(tree, path, words) for path, words in _spread(error.messages, ())]
    more = [*_fields_mistakes(definition), *_doubles(tree, definition)]
    broken = {one.path for one in shape}
    shape += [one for one in more if one.path not in broken]
    return Reading(definition=definition, mistakes=tuple(shape))


def _spread(messages: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Marshmallow's nested messages, flat."""
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            yield from _spread(inner, path if key == "_schema" else (*path, key))
    elif isinstance(messages, list):
        for inner in messages:
            yield from _spread(inner, path)
    else:
        yield path, str(messages)


def _mistake(tree: Tree, path: Path, words: str) -> ShapeMistake:
    code, message, meant = [*words.split("|"), ""][:3]
    return ShapeMistake(
        code=code,
        path=path,
        message=f"{place_name(tree, path)}{message}",
        meant=(*path[:-1], meant) if meant else path,
    )


def place_name(tree: Tree, path: Path) -> str:
    """What a path is about, in words: `transition instruct, to: `."""
    if not path:
        return ""
    rest = path[1:]
    head = str(path[0])
    if len(path) > 1 and head in _THINGS:
        label: object = path[1]
        if isinstance(label, int):
            item = tree.get(head) if isinstance(tree, dict) else None
            thing = item[label] if isinstance(item, list) and label < len(item) else None
            label = thing.get("field" if head == "form" else "name", label) if isinstance(thing, dict) else label
        head, rest = f"{_THINGS[head]} {str(label)[:60]}", path[2:]
    inner = " ".join(str(part)[:60] for part in rest)
    return f"{head}, {inner}: " if inner else f"{head}: "


_THINGS = {
    "transitions": "transition",
    "states": "state",
    "clocks": "clock",
    "documents": "document",
    "texts": "text",
    "form": "field",
}


def _fields_mistakes(definition: Definition) -> Iterator[ShapeMistake]:
    for index, one in enumerate(definition.form):
        yield from _field_mistakes(one, ("form", index))
        if one.by == "staff" and one.required:
            words = "only staff fill this field, and citizens file without it: it cannot be required"
            yield _about(one, ("form", index, "required"), "invalid_value", words)
    for number, transition in enumerate(definition.transitions):
        for index, one in enumerate(transition.input):
            if one.by == "staff":
                words = "whoever may make the move gives its input: `by` belongs to the form"
                yield _about(one, ("transitions", number, "input", index, "by"), "invalid_value", words)
            yield from _field_mistakes(one, ("transitions", number, "input", index))


def _field_mistakes(one: Field, path: Path) -> Iterator[ShapeMistake]:
    if not one.name:
        return
    if is_choosing(one) and not one.options:
        yield _about(one, (*path, "options"), "missing_key", "a choice needs options")
    if one.options and not is_choosing(one):
        yield _about(one, (*path, "options"), "invalid_value", f"a field of type {one.type} has no options")
    if one.minimum is not None and one.maximum is not None and one.minimum > one.maximum:
        yield _about(one, (*path, "max"), "invalid_value", f"max {one.maximum} is below min {one.minimum}")
    for key, bound in (("min", one.earliest), ("max", one.latest)):
        if bound is not None and one.type is not FieldType.DATE:
            words = f"days_ahead bounds a date, not a field of type {one.type}"
            yield _about(one, (*path, key), "invalid_value", words)
    if one.earliest and one.latest and one.earliest.unit == one.latest.unit and one.earliest.days > one.latest.days:
        words = f"max {one.latest.days} days ahead is before min {one.earliest.days}"
        yield _about(one, (*path, "max"), "invalid_value", words)
    if one.type is FieldType.SIGNATURE_OF and one.of is None:
        yield _about(one, (*path, "of"), "missing_key", "signature_of needs the role in `of`")


def _about(one: Field, path: Path, code: str, words: str) -> ShapeMistake:
    return ShapeMistake(code=code, path=path, message=f"field {one.name}: {words}")


def _doubles(tree: Tree, definition: Definition) -> Iterator[ShapeMistake]:
    yield from _double_names([one.name for one in definition.form], ("form",), "field", "field")
    for number, transition in enumerate(definition.transitions):
        path: Path = ("transitions", number)
        names = [one.name for one in transition.input]
        owner = f"transition {transition.name}, input"
        yield from _double_names(names, (*path, "input"), "field", owner)
        yield from _double_names(list(transition.roles), (*path, "roles"), "", f"transition {transition.name}, role")
        written = _written_from(tree, number)
        yield from _double_names(written, (*path, "from"), "", f"transition {transition.name}, from")
    yield from _double_names(list(definition.roles), ("roles",), "", "role")


def _written_from(tree: Tree, number: int) -> list[str]:
    transitions = tree.get("transitions") if isinstance(tree, dict) else None
    one = transitions[number] if isinstance(transitions, list) and number < len(transitions) else None
    written = one.get("from") if isinstance(one, dict) else None
    return [name for name in written if isinstance(name, str)] if isinstance(written, list) else []


def _double_names(names: list[str], path: Path, key: str, owner: str) -> Iterator[ShapeMistake]:
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name and name in seen:
            where = (*path, index, key) if key else (*path, index)
            yield ShapeMistake(code="duplicate_name", path=where, message=f"{owner}: {name!r} is named twice")
        seen.add(name)
