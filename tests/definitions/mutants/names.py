"""Names written wrong, and things renamed, taken away or told twice while others still name them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.definitions.mutants.mutant import NOBODY, Draft, Mutant, append, drop, listed, mutant, put, rekey
from tests.definitions.mutants.references import Reference, references
from workflow.definition.finding import Path

_SECTIONS = {"states": "state", "documents": "document", "clocks": "clock", "texts": "text"}


def misnamed(draft: Draft) -> Iterator[Mutant]:
    """Every name that is written anywhere, one at a time, names nothing."""
    for one in references(draft.tree):
        kind = f"{one.what} named wrong"
        yield mutant(kind, one.path, put(one.path, f"{one.before}{NOBODY}"), *_codes(one.what))


def taken_away(draft: Draft) -> Iterator[Mutant]:
    """Every state, role, text, document and clock that somebody names, renamed and deleted where it is declared."""
    named = list(references(draft.tree))
    for section, what in _SECTIONS.items():
        for name in draft.tree.get(section, {}):
            wanted = {code for one in named if one.name == name and one.what == what for code in _codes(what, one)}
            if wanted:
                path: Path = (section, name)
                yield mutant(f"{what} renamed", path, rekey(path, NOBODY), *wanted)
                yield mutant(f"{what} deleted", path, drop(path), *wanted)
    for path, role in listed(draft.tree, ("roles",)):
        if any(one.name == role and one.what == "role" for one in named):
            yield mutant("role renamed", path, put(path, NOBODY), "unknown_role")
            yield mutant("role deleted", path, drop(path), "unknown_role")


def fields_taken_away(draft: Draft) -> Iterator[Mutant]:
    """Every field and input that a condition, a text or a template looks at, renamed and deleted."""
    asked = {one.name for one in references(draft.tree) if one.what == "field"}
    everywhere = [*_fields(draft)]
    words = [*_sentences(draft)]
    pages = b"\n".join(draft.files.templates.values()).decode()
    for path, name in everywhere:
        if [other for _path, other in everywhere].count(name) > 1 or _asked_anyway(draft, path, name):
            continue
        wanted = {"unknown_field"} if name in asked else set()
        if any(f"{{{name}}}" in text for text in words) and name not in _ALWAYS:
            wanted.add("undeclared_template_field")
        if re.search(rf"\b{'form' if path[0] == 'form' else 'inputs'}\.{name}\b", pages):
            wanted.add("undeclared_template_field")
        if wanted:
            yield mutant("field renamed", path, put((*path, "field"), NOBODY), *wanted)
            if draft.tree["form"]:
                yield mutant("field deleted", path, drop(path), *wanted, "missing_key", "wrong_type")


def _asked_anyway(draft: Draft, path: Path, name: str) -> bool:
    """A move that forwards asks to whom, why and till when by itself; an input of its own only takes the place
    (definitions/README.md, Forwarding), so taking it away is no mistake."""
    if path[0] != "transitions" or name not in _FORWARDED:
        return False
    move = draft.tree["transitions"][path[1]]
    return "forwarding" in move or any("forward" in one for one in move.get("effects", ()))


_FORWARDED = frozenset({"addressee", "reason", "their_due"})

_ALWAYS = frozenset({"question", "due", "outcome", "addressee", "number", "link", "phone", "grounds"})
"""Placeholders of the case itself, which an input of the same name only fills."""


def told_twice(draft: Draft) -> Iterator[Mutant]:
    """Fields, inputs, roles and transitions that stand twice."""
    for path, name in _fields(draft):
        if isinstance(path[-1], int):
            again = {"field": name, "type": "text", "label": "Ще раз"}
            yield mutant("field twice", path, append(path[:-1], again), "duplicate_name")
    for path, role in listed(draft.tree, ("roles",)):
        yield mutant("role twice", path, append(path[:-1], role), "duplicate_name")
    for index, one in enumerate(draft.tree["transitions"]):
        path = ("transitions", index)
        yield mutant("transition twice", path, append(("transitions",), one), "ambiguous_transition")


def kinds_misspelt(draft: Draft) -> Iterator[Mutant]:
    """Effects that nobody knows."""
    places: list[Path] = [("on_start",)]
    places += [("transitions", index, "effects") for index in range(len(draft.tree["transitions"]))]
    for place in places:
        for path, effect in listed(draft.tree, place):
            edit = put(path, NOBODY)
            if isinstance(effect, dict):
                kind = next(key for key in effect if key != "when")
                edit = rekey((*path, kind), NOBODY)
            yield mutant("unknown effect", path, edit, "unknown_effect")


def _fields(draft: Draft) -> Iterator[tuple[Path, str]]:
    for path, one in listed(draft.tree, ("form",)):
        yield path, one["field"]
    for index in range(len(draft.tree["transitions"])):
        for path, one in listed(draft.tree, ("transitions", index, "input")):
            yield path, one["field"]


def _sentences(draft: Draft) -> Iterator[str]:
    for state in draft.tree["states"].values():
        yield state.get("citizen", "")
    for text in draft.tree.get("texts", {}).values():
        yield from text.values() if isinstance(text, dict) else (text,)


def _codes(what: str, one: Reference | None = None) -> tuple[str, ...]:
    if what == "transition":
        return ("invalid_value",)
    # A clock may stop at a paper or in a state: what is neither is told as a state.
    in_clock = one is None or one.path[0] == "clocks"
    return ("unknown_document", "unknown_state") if what == "document" and in_clock else (f"unknown_{what}",)
