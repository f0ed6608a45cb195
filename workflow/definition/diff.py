"""What changed between two versions of a definition, thing by thing, and whether only texts did.

A difference in texts alone migrates by itself; any other asks what becomes of running cases (definitions.md,
"Versions"). Pure. Templates hold logic, so that a changed paper is no mere text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import TypeAlias

from workflow.definition.condition import ApplicantCondition
from workflow.definition.model import (
    Clock,
    Definition,
    DocumentRule,
    Effect,
    FeeRule,
    Field,
    Guard,
    RegisterRule,
    State,
    TextPair,
    Transition,
)

Path: TypeAlias = tuple[str, ...]

_WRITTEN: Mapping[str, str] = {
    "minimum": "min",
    "maximum": "max",
    "earliest": "min",
    "latest": "max",
    "from_states": "from",
    "privacy": "personal",
}
"""Keys that are written otherwise than the model calls them."""


class ChangeKind(StrEnum):
    """What a change touches: how cases run, what a paper looks like, what people read, or only the number."""

    BEHAVIOUR = "behaviour"
    PAPER = "paper"
    TEXT = "text"
    VERSION = "version"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """`where` as `transition instruct, roles`; `was` and `now` in words, None for what was not or is not there.

    Of a template only that it changed is told.
    """

    kind: ChangeKind
    where: str
    was: str | None
    now: str | None

    @property
    def words(self) -> str:
        """The change as a line."""
        if self.was is None:
            return f"{self.where}: added" + (f": {self.now}" if self.now else "")
        if self.now is None:
            return f"{self.where}: removed" + (f": {self.was}" if self.was else "")
        if self.was == self.now:
            return f"{self.where}: changed"
        return f"{self.where}: {self.was or 'nothing'} → {self.now or 'nothing'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Every change, in the order of the definition."""

    changes: tuple[Change, ...]

    @property
    def only_texts(self) -> bool:
        """Whether nothing but texts (and the version's number) differs. True for no difference."""
        return all(one.kind in (ChangeKind.TEXT, ChangeKind.VERSION) for one in self.changes)


def difference(old: Definition, new: Definition) -> Difference:
    """What `new` changes of `old`."""
    return Difference(changes=tuple(_compare((), old, new)))


_TEXTS: Mapping[type, frozenset[str]] = {
    Definition: frozenset({"title", "summary", "texts", "locales", "standing_texts"}),
    State: frozenset({"title", "citizen", "done", "doing", "check"}),
    Field: frozenset({"label", "hint"}),
    Transition: frozenset({"title", "key", "done"}),
    Clock: frozenset({"title", "citizen"}),
    DocumentRule: frozenset({"title"}),
    RegisterRule: frozenset({"rule"}),
    FeeRule: frozenset({"purpose"}),
    TextPair: frozenset({"link", "voice"}),
}
"""What people read and nothing depends on."""

_PAIRS = frozenset({"options", "needs", "categories", "choices", "territories"})
"""Values with labels: the values are behaviour, the labels texts."""

_UNCOMPARED = frozenset({"name", "digest"})

_SINGULAR: Mapping[str, str] = {
    "states": "state",
    "transitions": "transition",
    "clocks": "clock",
    "documents": "document",
    "texts": "text",
    "form": "field",
    "locales": "language",
    "templates": "template",
}


def _compare(path: Path, old: object, new: object, kind: ChangeKind = ChangeKind.BEHAVIOUR) -> Iterator[Change]:
    if old == new:
        return
    if is_dataclass(old) and is_dataclass(new) and type(old) is type(new):
        yield from _fields(path, old, new, kind)
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _named(path, old, new, kind)
    elif _has_names(old) and _has_names(new):
        yield from _named(path, _by_name(old), _by_name(new), kind)
    elif _is_list(old) and _is_list(new):
        yield from _listed(path, old, new, kind)
    elif kind is ChangeKind.PAPER:
        yield Change(kind=kind, where=_place(path), was="", now="")
    else:
        yield Change(kind=kind, where=_place(path), was=_said(old), now=_said(new))


def _fields(path: Path, old: object, new: object, kind: ChangeKind) -> Iterator[Change]:
    texts = _TEXTS.get(type(old), frozenset())
    for one in fields(old):  # type: ignore[arg-type]
        if one.name in _UNCOMPARED:
            continue
        inner = ChangeKind.TEXT if one.name in texts else kind
        if one.name == "templates":
            inner = ChangeKind.PAPER
        elif one.name == "version":
            inner = ChangeKind.VERSION
        was, now = getattr(old, one.name), getattr(new, one.name)
        if one.name in _PAIRS:
            yield from _pairs((*path, one.name), dict(was), dict(now))
        else:
            yield from _compare((*path, one.name), was, now, inner)


def _named(path: Path, old: Mapping[str, object], new: Mapping[str, object], kind: ChangeKind) -> Iterator[Change]:
    for name in old:
        if name not in new:
            yield Change(kind=kind, where=_place((*path, name)), was="", now=None)
    for name, value in new.items():
        if name not in old:
            yield Change(kind=kind, where=_place((*path, name)), was=None, now="")
        else:
            yield from _compare((*path, name), old[name], value, kind)
    kept = [name for name in old if name in new], [name for name in new if name in old]
    if kept[0] != kept[1] and path[-1:] in _SHOWN_IN_ORDER:
        was, now = (", ".join(names) for names in kept)
        yield Change(kind=ChangeKind.TEXT, where=f"{_place(path)}, order", was=was, now=now)


_SHOWN_IN_ORDER = (("form",), ("input",))


def _pairs(path: Path, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    for value in old:
        if value not in new:
            yield Change(kind=ChangeKind.BEHAVIOUR, where=_place(path), was=value, now=None)
    for value, label in new.items():
        if value not in old:
            yield Change(kind=ChangeKind.BEHAVIOUR, where=_place(path), was=None, now=value)
        elif old[value] != label:
            yield Change(kind=ChangeKind.TEXT, where=_place((*path, value)), was=old[value], now=label)


def _listed(path: Path, old: object, new: object, kind: ChangeKind) -> Iterator[Change]:
    was, now = [_said(one) for one in _items(old)], [_said(one) for one in _items(new)]
    if any(len(one.split()) > 1 for one in (*was, *now)) and sorted(was) != sorted(now):
        yield from (Change(kind=kind, where=_place(path), was=one, now=None) for one in was if one not in now)
        yield from (Change(kind=kind, where=_place(path), was=None, now=one) for one in now if one not in was)
    else:
        yield Change(kind=kind, where=_place(path), was=", ".join(was), now=", ".join(now))


def _is_list(value: object) -> bool:
    return isinstance(value, list | tuple | frozenset | set)


def _items(value: object) -> Sequence[object]:
    if isinstance(value, frozenset | set):
        return sorted(value, key=str)
    return value if isinstance(value, list | tuple) else ()


def _has_names(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(one, Field | Transition) for one in value)


def _by_name(value: object) -> dict[str, object]:
    """By name; the second of a name is `name (2)`."""
    found: dict[str, object] = {}
    for one in _items(value):
        name = str(getattr(one, "name", ""))
        count = sum(key.partition(" (")[0] == name for key in found)
        found[name if not count else f"{name} ({count + 1})"] = one
    return found


def _place(path: Path) -> str:
    """`("transitions", "instruct", "roles")` as `transition instruct, roles`."""
    if len(path) == 1:
        return path[0]
    singular = _SINGULAR.get(path[0])
    head = f"{singular} {path[1]}" if singular else f"{path[0]}, {path[1]}"
    return ", ".join((head, *(_WRITTEN.get(part, part) for part in path[2:])))


def _said(value: object) -> str:
    """A value in few words."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Mapping():
            return " ".join(f"{key} {_said(inner)}".strip() for key, inner in value.items())
        case list() | tuple() | frozenset() | set():
            return ", ".join(_said(one) for one in _items(value))
    if isinstance(value, Guard) and value.condition is None:
        return f"{value.name} {value.argument or ''}".strip()
    if isinstance(value, ApplicantCondition):
        return f"applicant {value.has}"
    if isinstance(value, Effect) and value.when is None:
        return f"{value.kind} {_said(value.data)}".strip()
    if is_dataclass(value):
        parts = ((one.name, _said(getattr(value, one.name))) for one in fields(value))
        return " ".join(f"{name} {said}" for name, said in parts if said)
    return str(value)
