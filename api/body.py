"""Reads request bodies and queries: JSON strictly, before any schema sees it (rules.md 18, 22).

Refused: duplicate keys, NaN and infinities, NUL and lone surrogates (PostgreSQL and our PDFs cannot hold them),
nesting deeper than 20, numbers of more than 40 digits.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn

import flask
from webargs.core import missing
from webargs.flaskparser import FlaskParser, is_json_request

from gate.problems import GateRefusal

_DEEPEST = 20
_LONGEST_NUMBER = 40


class BodyParser(FlaskParser):
    """webargs' parser with our own reading of JSON: a body that is not JSON at all is 400, one that is not declared
    so is 415."""

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
    """The JSON value in `data`; GateRefusal `invalid_json`."""
    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_unique,
            parse_constant=_refuse,
            parse_int=_whole,
        )
        _check(value, 0)
    except (ValueError, RecursionError):
        raise GateRefusal("invalid_json") from None
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


def _check(value: object, depth: int) -> None:
    if depth > _DEEPEST:
        raise ValueError("too deep")
    if isinstance(value, str):
        _check_text(value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            _check_text(key)
            _check(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _check(inner, depth + 1)
    elif isinstance(value, float) and value in (float("inf"), float("-inf")):
        raise ValueError("infinite")


def _check_text(text: str) -> None:
    text.encode("utf-8")
    if "\x00" in text:
        raise ValueError("NUL")
