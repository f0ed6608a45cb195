"""One planted mistake: where, by which edit, and which codes would be a true word about it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from workflow.definition.definition_files import DefinitionFiles
from workflow.definition.finding import Path, written

Tree: TypeAlias = dict[str, Any]
Edit: TypeAlias = Callable[[Tree], None]
NOBODY = "no_such_name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A sound definition: its files, and its YAML as plain values."""

    files: DefinitionFiles
    tree: Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """`wanted`: the checker finds it if it tells any of these codes. `files` replace or (None) remove other files."""

    kind: str
    path: Path
    wanted: frozenset[str]
    edit: Edit | None = None
    main: bytes | None = None
    files: Mapping[str, bytes | None] = field(default_factory=dict)

    def __str__(self) -> str:
        """As a failing test names it."""
        return f"{self.kind} at {written(self.path)}: none of {sorted(self.wanted)}"

    def planted(self, draft: Draft) -> DefinitionFiles:
        """The definition with the mistake in it. Without an edit its bytes stay as the author wrote them."""
        main = self.main if self.main is not None else draft.files.main
        if self.edit:
            tree = deepcopy(draft.tree)
            self.edit(tree)
            main = respelled(tree)
        others = {**draft.files.templates, **draft.files.locales, **self.files}
        left = {name: data for name, data in others.items() if data is not None}
        # What is renamed in the YAML alone would be told by its translations already: too easy.
        locales = {} if self.edit else {name: data for name, data in left.items() if name.startswith("locales/")}
        templates = {name: data for name, data in left.items() if name.startswith("templates/")}
        return replace(draft.files, main=main, templates=templates, locales=locales)


def respelled(tree: Tree) -> bytes:
    """The same values as YAML of one spelling (JSON is YAML)."""
    return json.dumps(tree, ensure_ascii=False, indent=0).encode()


def at(tree: Any, path: Path) -> Any:
    """What stands at a path."""
    for part in path:
        tree = tree[part]
    return tree


def put(path: Path, value: Any) -> Edit:
    """Another value at a path."""

    def edit(tree: Tree) -> None:
        at(tree, path[:-1])[path[-1]] = value

    return edit


def drop(path: Path) -> Edit:
    """A key or an entry is gone."""

    def edit(tree: Tree) -> None:
        del at(tree, path[:-1])[path[-1]]

    return edit


def rekey(path: Path, key: str) -> Edit:
    """What stood under one name stands under another, in the same place."""

    def edit(tree: Tree) -> None:
        inside = at(tree, path[:-1])
        entries = [(key if name == path[-1] else name, value) for name, value in inside.items()]
        inside.clear()
        inside.update(entries)

    return edit


def append(path: Path, value: Any) -> Edit:
    """One more entry in a list."""

    def edit(tree: Tree) -> None:
        at(tree, path).append(deepcopy(value))

    return edit


def both(*edits: Edit) -> Edit:
    """Several edits that are one mistake."""

    def edit(tree: Tree) -> None:
        for one in edits:
            one(tree)

    return edit


def listed(tree: Tree, path: Path) -> list[tuple[Path, Any]]:
    """Entries of a list with their paths, or the one value that stands instead of a list."""
    try:
        found = at(tree, path)
    except (KeyError, TypeError):
        return []
    if isinstance(found, list):
        return [((*path, index), one) for index, one in enumerate(found)]
    return [] if found is None else [(path, found)]


def mutant(kind: str, path: Path, edit: Edit, *wanted: str) -> Mutant:
    """A mistake in the YAML."""
    return Mutant(kind=kind, path=path, edit=edit, wanted=frozenset(wanted))
