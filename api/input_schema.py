"""JSON Schema of a form or of a move's inputs, in the reader's language."""

from __future__ import annotations

from gate.field_words import in_words
from workflow.definition.form import json_schema
from workflow.definition.model import Definition, Field
from workflow.values import Json

_MOST = 2048
"""Schemas kept; a town has some hundreds of moves, in three languages."""

_KEPT: dict[tuple[int, str, str], tuple[tuple[Field, ...], Json]] = {}


def input_schema(fields: tuple[Field, ...], definition: Definition, path: str, language: str) -> Json:
    """Of the fields under `path` (`form`, `transitions.ask.input`). Made once for each. Not to be changed."""
    key = (id(fields), path, language)
    known = _KEPT.get(key)
    if known is None or known[0] is not fields:
        if len(_KEPT) >= _MOST:
            _KEPT.clear()
        said = tuple(in_words(one, definition, f"{path}.{one.name}", language) for one in fields)
        known = _KEPT[key] = (fields, json_schema(said))
    return known[1]
