"""Reading one shared YAML file (law pack, calendar) through its schema, with all its mistakes at once.

Not here: what the files mean (`law_file.py`, `calendar_file.py`), what YAML is refused (`yaml_source.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from marshmallow import Schema, ValidationError

from workflow.definition.yaml_source import Source, SourceRefused, load
from workflow.errors import DefinitionError

T = TypeVar("T")


def read_shared(path: Path, schema: Schema, made: type[T], code: str) -> T:
    """What `schema` makes of the file, a `made`.

    Raises DefinitionError with `code` (data: file, mistakes as `line 4, rules[0].unit: Not a valid …`).
    """
    try:
        source = load(path.read_bytes())
    except SourceRefused as refused:
        mistakes = [f"line {mistake.line}: {mistake.message}" for mistake in refused.mistakes]
        raise DefinitionError(code, file=path.name, mistakes=mistakes) from None
    try:
        loaded = schema.load(source.tree if isinstance(source.tree, dict) else {})
    except ValidationError as problem:
        raise DefinitionError(code, file=path.name, mistakes=list(_told(problem.messages, source, ()))) from None
    if not isinstance(loaded, made):
        raise TypeError(f"{type(schema).__name__} does not make {made.__name__}")
    return loaded


def _told(messages: object, source: Source, path: tuple[str | int, ...]) -> Iterator[str]:
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            yield from _told(inner, source, path if key == "_schema" else (*path, key))
        return
    for text in messages if isinstance(messages, list) else [messages]:
        name = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
        yield f"line {source.line(path)}, {name}: {text}"
