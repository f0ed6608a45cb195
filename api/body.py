"""Reads request bodies and queries: JSON strictly, before any schema sees it (rules.md 18, 22).

Refused: duplicate keys, NaN and infinities, nesting deeper than 20, numbers of more than 40 digits; with the field's
name, NUL and lone surrogates (gate/plain_text.py; in queries and forms the gate has refused them before).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NoReturn

import flask
from webargs.core import missing
from webargs.flaskparser import FlaskParser, is_json_request

from gate.plain_text import is_keepable
from gate.problems import GateRefusal

_DEEPEST = 20
_LONGEST_NUMBER = 40


class BodyParser(FlaskParser):
    """webargs' parser with our own reading of JSON: a body that is not JSON at all is 422 `invalid_json`, one
    that is not declared so is 415."""

    DEFAULT_UNKNOWN_BY_LOCATION = dict.fromkeys(
        ("json", "query", "form", "files", "headers", "cookies", "path", "view_args")
    )
    """None: each schema's own rule, which is to refuse."""

    def load_json(self, req: flask.Request, schema: object) -> Any:
        """The parsed body, or `missing` for an empty one."""
        data = req.get_data(cache=True)
        if not data:
            return missing
        if not is_json_request(req):
            raise GateRefusal("not_json")
        return parsed(data)


def parsed(data: bytes) -> object:
    """The JSON value in `data`; GateRefusal `invalid_json`, or `invalid_input` naming the texts nobody can keep."""
    try:
        value = _STRICT.decode(data.decode("utf-8"))
        unkeepable = list(_check(value, "", 0))
    except (ValueError, RecursionError):
        raise GateRefusal("invalid_json") from None
    if unkeepable:
        raise GateRefusal("invalid_input", errors=dict.fromkeys(unkeepable, ("not_plain",)))
    return value


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("duplicate key")
    return made


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _whole(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise ValueError("number too long")
    return int(digits)


# Made once: `json.loads` with anything but its defaults makes one for every call.
_STRICT = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_refuse, parse_int=_whole)


def _check(value: object, path: str, depth: int) -> Iterator[str]:
    """Paths of the texts that nothing can keep, named as in `schema_messages`. ValueError as `parsed` says."""
    if depth > _DEEPEST:
        raise ValueError("too deep")
    if isinstance(value, str):
        if not is_keepable(value):
            yield path or "body"
    elif isinstance(value, dict):
        for key, inner in value.items():
            if not is_keepable(key):
                # The name itself cannot be said in an answer: whatever it stands in is named.
                yield path or "body"
            else:
                yield from _check(inner, f"{path}.{key}" if path else key, depth + 1)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _check(inner, f"{path}[{number}]", depth + 1)
    elif isinstance(value, float) and value in (float("inf"), float("-inf")):
        raise ValueError("infinite")
