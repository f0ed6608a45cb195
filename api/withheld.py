"""Personal values in the answer of a write: what is kept names their places, what is sent holds the values (ADR 0430).

A reply is stored under its idempotency key, and erasure must not have to look there. So the views get `WITHHELD` for
the values; they are put in when the answer is sent, the first time and every other, by what its reader may see then.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from api.case_view import wire
from api.schemas.cases import PersonShown
from gate.sight import seen_with_values
from workflow.case import PersonRole
from workflow.errors import NotFound
from workflow.json_text import json_text
from workflow.values import Json

HEADER = "Sprava-Personal"
"""Names the case whose values a stored reply withholds; it never leaves."""
_MARK = "\x00"
"""Begins a place: no text that came in holds one (gate/plain_text.py), so nobody can name a place by writing it."""
_WRITTEN_MARK = rb"\u0000"
_MARKED = re.compile(rb'":"\\u0000((?:%b)\.|)([^"\\]+)"(,?)' % "|".join(PersonRole).encode())
"""The end of a member's name, and the mark that is its value: whose it is if it is of a person, and the place. Not to
be met inside a text, where a quote stands behind a backslash."""
_LEFT_OUT = frozenset({"form", "inputs", "scan", *(role.value for role in PersonRole)})
"""Members whose values are absent, not null, for whoever may not see them."""
_OF_PEOPLE = tuple(f"{role.value}.{name}" for role in PersonRole for name in PersonShown().dump_fields)


class _Withheld(Mapping[str, Json]):
    """For every place the mark that stands for its value; of people every place there may be."""

    def __getitem__(self, place: str) -> Json:
        return f"{_MARK}{place}"

    def __iter__(self) -> Iterator[str]:
        return iter(_OF_PEOPLE)

    def __len__(self) -> int:
        return len(_OF_PEOPLE)


WITHHELD: Mapping[str, Json] = _Withheld()


def filled(body: bytes, reference: str, personal: Mapping[str, Json] | None) -> bytes:
    """The reply with the personal values of its case: `personal` if they are known already, else those that the reader
    may see now; none if the case is out of sight."""
    if _WRITTEN_MARK not in body:
        return body
    known = _seen(reference) if personal is None else personal
    return _filled_in_place(body, known) or json_text(_filled(json.loads(body), known)) + b"\n"


def _filled_in_place(body: bytes, personal: Mapping[str, Json]) -> bytes | None:
    """Without reading the reply, which takes twenty times as long; None where only the whole tells whether what is not
    known is null or absent."""

    parts, done = list[bytes](), 0
    for found in _MARKED.finditer(body):
        of_person, place, comma = found.groups()
        value = personal.get((of_person + place).decode())
        if value is not None:
            parts += body[done : found.start()], b'":', json_text(wire(value)), comma
        elif of_person and comma:
            parts.append(body[done : body.rindex(b'"', done, found.start())])
        else:
            return None
        done = found.end()
    made = b"".join((*parts, body[done:]))
    return None if b'"' + _WRITTEN_MARK in made else made


def _seen(reference: str) -> Mapping[str, Json]:
    try:
        return seen_with_values(reference).personal
    except NotFound:
        return {}


def _filled(value: Any, personal: Mapping[str, Json], *, left_out: bool = False) -> Any:
    if isinstance(value, str):
        return wire(personal.get(value[1:])) if value.startswith(_MARK) else value
    if isinstance(value, list):
        return [_filled(one, personal) for one in value]
    if isinstance(value, dict):
        made = {name: _filled(one, personal, left_out=name in _LEFT_OUT) for name, one in value.items()}
        return {name: one for name, one in made.items() if one is not None or value[name] is None} if left_out else made
    return value
