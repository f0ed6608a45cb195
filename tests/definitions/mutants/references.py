"""Every place of a definition where a name of another thing is written, read off the plain YAML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.definitions.mutants.mutant import Tree, at, listed
from workflow.definition.finding import Path

_REACHED = {"applicant", "system", "representative", "subject", "author", "executors", "lead", "supporters"}
_FIELD_GUARDS = ("has_field",)


class Reference(NamedTuple):
    """`before` is written before the name in the same text: `has_field ` of `has_field note`."""

    what: str
    path: Path
    name: str
    before: str = ""


def references(tree: Tree) -> Iterator[Reference]:
    """States, roles, fields, texts, documents, clocks, laws, calendars, guards, transitions."""
    if "calendar" in tree:
        yield Reference("calendar", ("calendar",), tree["calendar"])
    for index, one in enumerate(tree["transitions"]):
        yield from _of_transition(tree, ("transitions", index), one)
    for name, clock in tree.get("clocks", {}).items():
        yield from _of_clock(tree, ("clocks", name), clock)
    for path in (("on_start",), *(("transitions", index, "effects") for index in range(len(tree["transitions"])))):
        for inner, effect in listed(tree, path):
            yield from _of_effect(tree, inner, effect)
    for name, state in tree["states"].items():
        if "waits_for" in state:
            yield Reference("role", ("states", name, "waits_for"), state["waits_for"])
    for name, paper in tree.get("documents", {}).items():
        yield from _condition(tree, ("documents", name, "when"))
        for index, signature in enumerate(paper.get("signatures", ())):
            if "role" in signature:
                yield Reference("role", ("documents", name, "signatures", index, "role"), signature["role"])
    for path, _one in listed(tree, ("form",)):
        yield from _of_field(tree, path)


def _names(tree: Tree, what: str, path: Path) -> Iterator[Reference]:
    for inner, name in listed(tree, path):
        if isinstance(name, str) and name not in {"*", "previous"}:
            yield Reference(what, inner, name)


def _of_transition(tree: Tree, path: Path, one: Tree) -> Iterator[Reference]:
    for what, key in (("state", "from"), ("state", "to"), ("role", "roles")):
        yield from _names(tree, what, (*path, key))
    if one.get("after") not in (None, "child"):
        yield Reference("document", (*path, "after"), one["after"])
    if one.get("resolution", {}).get("control", "none") not in ("none", "author"):
        yield Reference("role", (*path, "resolution", "control"), one["resolution"]["control"])
    for block, key, what in (
        ("forwarding", "law", "law"), ("reviews", "by", "role"), ("reviews", "of", "document"),
        ("extends", "clock", "clock"), ("extends", "law", "law"),
    ):  # fmt: skip
        if isinstance(one.get(block), dict):
            yield from _names(tree, what, (*path, block, key))
    if isinstance(one.get("forwarding"), str):
        yield Reference("law", (*path, "forwarding"), one["forwarding"])
    for inner, guard in listed(tree, (*path, "guards")):
        yield from _of_guard(tree, inner, guard)
    for inner, _input in listed(tree, (*path, "input")):
        yield from _of_field(tree, inner)
    yield from _condition(tree, (*path, "when"))


def _of_guard(tree: Tree, path: Path, guard: Any) -> Iterator[Reference]:
    if isinstance(guard, str):
        name, _space, argument = guard.partition(" ")
        yield Reference("guard", path, name)
        if argument:
            yield Reference("field" if name in _FIELD_GUARDS else "transition", path, argument, f"{name} ")
    elif {"field", "applicant", "outcome", "all", "any", "not"} & set(guard):
        yield from _condition(tree, path)


def _of_field(tree: Tree, path: Path) -> Iterator[Reference]:
    yield from _condition(tree, (*path, "when"))
    yield from _condition(tree, (*path, "unless"))
    yield from _names(tree, "role", (*path, "readers"))
    yield from _names(tree, "role", (*path, "of"))


def _of_clock(tree: Tree, path: Path, clock: Tree) -> Iterator[Reference]:
    for key in ("starts", "stops", "pauses"):
        for one in _names(tree, "state", (*path, key)):
            yield one._replace(what="document") if one.name in tree.get("documents", {}) else one
    yield from _names(tree, "law", (*path, "law"))
    yield from _names(tree, "calendar", (*path, "calendar"))
    yield from _names(tree, "field", (*path, "appointed", "field"))
    yield from _names(tree, "role", (*path, "warn", "notify"))
    yield from _names(tree, "role", (*path, "on_expiry", "escalate"))
    yield from _names(tree, "transition", (*path, "on_expiry", "fire"))
    yield from _told(tree, (*path, "on_expiry", "notify"))
    yield from _condition(tree, (*path, "when"))


def _of_effect(tree: Tree, path: Path, effect: Any) -> Iterator[Reference]:
    if isinstance(effect, str):
        return
    kind = next(key for key in effect if key != "when")
    inner = (*path, kind)
    yield from _condition(tree, (*path, "when"))
    match kind:
        case "notify":
            yield from _told(tree, inner)
        case "document":
            yield from _names(tree, "document", inner if isinstance(effect[kind], str) else (*inner, "document"))
        case "assign" | "work":
            yield from _names(tree, "role", (*inner, "role"))
        case "acquaint":
            yield from _names(tree, "role", (*inner, "roles"))
            yield from _names(tree, "document", (*inner, "document"))
        case "book" | "release" if isinstance(effect[kind], str):
            yield Reference("field", inner, effect[kind])


def _told(tree: Tree, path: Path) -> Iterator[Reference]:
    yield from _names(tree, "text", (*path, "text"))
    for one in _names(tree, "role", (*path, "to")):
        if one.name not in _REACHED:
            yield one
    yield from _condition(tree, (*path, "when"))


def _condition(tree: Tree, path: Path) -> Iterator[Reference]:
    """Fields asked for by a condition that may stand at a path."""
    try:
        found = at(tree, path)
    except (KeyError, TypeError):
        return
    if isinstance(found, str):
        yield Reference("field", path, found)
    elif isinstance(found, dict):
        if "field" in found:
            yield Reference("field", (*path, "field"), found["field"])
        for key in ("all", "any"):
            for inner, _part in listed(tree, (*path, key)):
                yield from _condition(tree, inner)
        yield from _condition(tree, (*path, "not"))
