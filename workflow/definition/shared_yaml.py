"""Reading one shared YAML file (law pack, calendar) through its schema, with all its mistakes at once.

Not here: request types (`yaml_source.py` guards those against hostile input; shared files are the town's own).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml
from marshmallow import Schema, ValidationError

from workflow.errors import DefinitionError
from workflow.values import Json


def read_shared(path: Path, schema: Schema, code: str) -> object:
    """What `schema` makes of the file. Raises DefinitionError with `code` (data: file, mistakes as `path: text`)."""
    try:
        tree = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)  # noqa: S506 (a safe loader)
        loaded: object = schema.load(tree)
    except yaml.YAMLError as problem:
        raise DefinitionError(code, file=path.name, mistakes=[f"not_yaml: {problem}"]) from None
    except ValidationError as problem:
        raise DefinitionError(code, file=path.name, mistakes=list(_flat(problem.messages))) from None
    return loaded


def _flat(messages: object, path: str = "") -> Iterator[Json]:
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            yield from _flat(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(messages, list):
        for text in messages:
            yield f"{path}: {text}"
    else:
        yield f"{path}: {messages}"
