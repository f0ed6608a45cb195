"""Mistakes of shape at every key: strangers, keys that are missing, values of another kind, wrong bytes and files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.definitions.mutants.mutant import Draft, Mutant, drop, mutant, put
from workflow.definition.finding import Path

_FREE = {"states", "clocks", "documents", "texts", "needs", "check", "options", "fields", "returns"}
"""Mappings whose keys the author makes up."""

_SHAPE = ("wrong_type", "invalid_value", "missing_key", "unknown_key", "duplicate_name", "unknown_effect")
_NEEDED = (
    (("request_type",), ("version",), ("kind",), ("title",), ("states",), ("transitions",)),
    {"states": ("title",), "documents": ("title",)},
    {"transitions": ("name", "from"), "form": ("field", "type")},
)


def strangers(draft: Draft) -> Iterator[Mutant]:
    """A key nobody knows, in every mapping with fixed keys."""
    for path, value in _inside(draft.tree, ()):
        if isinstance(value, dict) and not (path and path[-1] in _FREE):
            told = ("unknown_key", "invalid_value", "unknown_effect", "unknown_guard", "wrong_type")
            yield mutant("stranger key", path, put((*path, "zzz_stranger"), 1), *told)


def other_kinds(draft: Draft) -> Iterator[Mutant]:
    """A nest of lists where a text, a number or a switch is wanted."""
    for path, value in _inside(draft.tree, ()):
        if not isinstance(value, dict | list):
            yield mutant("another kind", path, put(path, [[["nest"]]]), *_SHAPE)


def missing(draft: Draft) -> Iterator[Mutant]:
    """Every key without which nothing can be said."""
    top, named, numbered = _NEEDED
    for path in top:
        yield mutant("key missing", path, drop(path), "missing_key")
    for section, keys in {**named, **numbered}.items():
        inside = draft.tree.get(section, ())
        places = inside if isinstance(inside, dict) else range(len(inside))
        for place in places:
            for key in keys:
                inner: Path = (section, place, key)
                yield mutant("key missing", inner, drop(inner), "missing_key")


def wrong_bytes(draft: Draft) -> Iterator[Mutant]:
    """Aliases, tags, keys written twice, text that is no YAML; at every line of the top level."""
    main = draft.files.main or b""
    for key in draft.tree:
        path = (key,)
        head = f"\n{key}:".encode()
        before, found, after = (b"\n" + main).partition(head)
        assert found
        for kind, data, code in (
            ("key twice", before + head + b" x" + head + after, "yaml_duplicate_key"),
            ("tag", before + head + b" !!python/object:os.system\n x: &x 1\n" + after, "yaml_tag"),
            ("alias", before + b"\nzz: &zz 1\nzy: *zz" + head + after, "yaml_alias"),
            ("no YAML", before + b"\n\t{[" + head + after, "not_yaml"),
            ("no text", before + b"\n\xff\xfe\x00" + head + after, "not_yaml"),
            ("cut off", before + b"\nzz: [{", "not_yaml"),
        ):
            yield Mutant(kind=kind, path=path, main=data, wanted=frozenset({code}))


def files(draft: Draft) -> Iterator[Mutant]:
    """Templates gone, broken or with strangers; translations gone, of nothing, or too long."""
    shown = {one.get("template") for one in draft.tree.get("documents", {}).values()}
    for name, data in draft.files.templates.items():
        if name.removeprefix("templates/") in shown:
            yield _file("template gone", name, None, "missing_file")
        if name.endswith(".html"):
            yield _file("stranger in a template", name, data + b"{{ no_such_name }}", "undeclared_template_field")
            yield _file("stranger of the form", name, data + b"{{ form.no_such_name }}", "undeclared_template_field")
            yield _file("template broken", name, data + b"{% if %}", "template_error")
            yield _file("shared part gone", name, data + b"{% include '_shared/none.html' %}", "missing_file")
    for name, data in draft.files.locales.items():
        lines = data.splitlines(keepends=True)
        yield _file("language says nothing", name, b"title: x\n", "missing_translation")
        for section, code in (
            ("states", "unknown_state"), ("texts", "unknown_text"), ("form", "unknown_field"),
            ("documents", "unknown_document"), ("clocks", "unknown_clock"), ("transitions", "unknown_key"),
        ):  # fmt: skip
            head = f"{section}:\n".encode()
            if head in lines:
                strange = data.replace(head, head + b"  zz_stranger: {title: x}\n", 1)
                yield _file("translates nothing", name, strange, code)


def _file(kind: str, name: str, data: bytes | None, code: str) -> Mutant:
    return Mutant(kind=kind, path=(name,), files={name: data}, wanted=frozenset({code}))


def _inside(tree: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    yield path, tree
    entries = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in entries:
        yield from _inside(value, (*path, key))
