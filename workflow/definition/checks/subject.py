"""What a check is given, and what it gives back. Checks read; they change nothing and open no file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workflow.definition.blocks.pieces import MAX_ITEMS
from workflow.definition.condition import All, AnyOf, Condition, FieldCondition, Not
from workflow.definition.finding import Level, Path
from workflow.definition.graph import Graph
from workflow.definition.locale_source import Locale
from workflow.definition.model import Definition, Effect, EffectKind, Transition
from workflow.definition.shared_parts import SharedParts
from workflow.definition.yaml_source import Source
from workflow.ports.template_inspector import TemplateInspector
from workflow.ports.text_meter import TextMeter


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One mistake: a code and where. `file` and `line` are set where it is not the definition's own YAML."""

    code: str
    path: Path
    message: str
    level: Level | None = None
    file: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A definition with all that it is held against.

    `templates` are its own, `templates/x.html` → text. `published` maps published versions of this request type to
    their digests; `digest` is that of the files at hand, None for a lone file. `offered`: all request types.
    """

    name: str
    definition: Definition
    source: Source
    graph: Graph
    shared: SharedParts
    meter: TextMeter
    inspector: TemplateInspector
    templates: Mapping[str, str] = field(default_factory=dict)
    locales: tuple[Locale, ...] = ()
    lone: bool = False
    named: bool = True
    published: Mapping[int, str] = field(default_factory=dict)
    digest: str | None = None
    offered: frozenset[str] = frozenset()

    def listed(self, path: Path, index: int) -> Path:
        """The path of one item, or of the whole where one thing was written instead of a list."""
        inner = (*path, index)
        return inner if self.source.has(inner) else path

    def transitions(self) -> Iterator[tuple[Path, Transition]]:
        """Every transition that could be read, with its path."""
        for index, one in enumerate(self.definition.transitions):
            if one.name:
                yield ("transitions", index), one

    def effects(self) -> Iterator[tuple[Path, Effect, Transition | None]]:
        """Every effect with its path and the transition it belongs to."""
        for index, effect in enumerate(self.definition.on_start):
            yield self.listed(("on_start",), index), effect, None
        for path, transition in self.transitions():
            for index, effect in enumerate(transition.effects):
                yield self.listed((*path, "effects"), index), effect, transition
        for name, clock in self.definition.clocks.items():
            if clock.on_expiry and clock.on_expiry.notify:
                yield ("clocks", name, "on_expiry"), clock.on_expiry.notify, None
            if clock.on_change:
                yield ("clocks", name, "on_change"), clock.on_change, None

    def conditions(self) -> Iterator[tuple[Path, Condition]]:
        """Every condition, wherever it stands."""
        definition = self.definition
        for index, one in enumerate(definition.form):
            yield from _of_field(("form", index), one.when, one.unless)
        for number, asked in enumerate(definition.applicant.ask_when):
            yield (*self._asked_under(number), "when"), asked.when
        for number, (_ground, when) in enumerate(definition.fee.waived if definition.fee else ()):
            yield from _some((*self.listed(("fee", "waived"), number), "when"), when)
        for path, transition in self.transitions():
            yield from _some((*path, "when"), transition.when)
            for index, guard in enumerate(transition.guards):
                yield from _some(self.listed((*path, "guards"), index), guard.condition)
            for index, one in enumerate(transition.input):
                yield from _of_field(self.listed((*path, "input"), index), one.when, one.unless)
        for path, effect, _transition in self.effects():
            inside = (*path, effect.kind.value, "when")
            yield from _some(inside if self.source.has(inside) else (*path, "when"), effect.when)
        for name, clock in definition.clocks.items():
            yield from _some(("clocks", name, "when"), clock.when)
        for name, document in definition.documents.items():
            yield from _some(("documents", name, "when"), document.when)

    def _asked_under(self, number: int) -> Path:
        """Where the applicant is asked something under a condition, for the time `number` counted from 0."""
        path: Path = ("applicant", "ask")
        written = [index for index in range(MAX_ITEMS) if self.source.has((*path, index, "when"))]
        return (*path, written[number]) if number < len(written) else path


def _of_field(path: Path, when: Condition | None, unless: Condition | None) -> Iterator[tuple[Path, Condition]]:
    yield from _some((*path, "when"), when)
    yield from _some((*path, "unless"), unless)


def _some(path: Path, condition: Condition | None) -> Iterator[tuple[Path, Condition]]:
    if condition is not None:
        yield path, condition


def fields_asked(condition: Condition) -> Iterator[str]:
    """Names of the fields a condition looks at."""
    match condition:
        case FieldCondition(field=name):
            yield name
        case All(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from fields_asked(part)
        case Not(part=part):
            yield from fields_asked(part)


def tells_applicant(effect: Effect) -> bool:
    """Whether an effect sends the applicant a message."""
    return effect.kind is EffectKind.NOTIFY and effect.data.get("to") == "applicant"


APPLICANT = "applicant"
SYSTEM = "system"
INNER_KINDS = frozenset({"internal", "order"})
"""Kinds without a citizen who waits for anything."""
