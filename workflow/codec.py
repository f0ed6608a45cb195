"""Values to plain JSON and back: events for history, the case for its row, effects for jobs.

One converter for all, so that a type is written the same way everywhere: instants as RFC 3339 UTC with microseconds,
days as ISO dates, ids as hyphenated UUIDs, sets as sorted lists. `cattrs` does the walking (ADR 0003).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, TypeVar, cast, get_args
from uuid import UUID

import rfc8785
from cattrs import Converter
from cattrs.fns import identity

from workflow.case import Case
from workflow.effect_requests import EFFECT_REQUESTS, EffectRequest
from workflow.engine.deadline_lines import newest_lines
from workflow.errors import DefinitionError
from workflow.events import Event
from workflow.json_text import sorted_json_text
from workflow.upcasters import upcast
from workflow.values import Json

T = TypeVar("T")


def _instant(value: datetime) -> str:
    in_utc = value if value.tzinfo is UTC else value.astimezone(UTC)
    return in_utc.isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def _moment(value: datetime | date) -> str:
    return _instant(value) if isinstance(value, datetime) else value.isoformat()


def _uuid_from(value: str, _kind: object) -> UUID:
    return UUID(value)


def _moment_from(value: str, _kind: object) -> datetime | date:
    return date.fromisoformat(value) if len(value) == len("2026-11-23") else datetime.fromisoformat(value)


def _converter() -> Converter:
    # Unions of str, int, None … are Json and pass through untouched.
    made = Converter(forbid_extra_keys=False, omit_if_default=True)
    made.register_unstructure_hook(datetime, _instant)
    made.register_structure_hook(datetime, lambda value, _: datetime.fromisoformat(value))
    made.register_unstructure_hook(date, date.isoformat)
    made.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    made.register_unstructure_hook(datetime | date, _moment)
    made.register_structure_hook(datetime | date, _moment_from)
    made.register_unstructure_hook(UUID, str)
    made.register_structure_hook(UUID, _uuid_from)
    made.register_unstructure_hook_func(lambda kind: kind == frozenset[str], sorted)
    made.register_unstructure_hook(StrEnum, str)
    made.register_structure_hook_func(_is_json, lambda value, _: value)
    made.register_unstructure_hook_func(_is_json, identity)
    return made


def _row_converter() -> Converter:
    """The same for what goes straight into JSON text, whose writer knows instants, days, ids and names of choices."""
    made = _converter()
    for kind in (datetime, date, datetime | date, UUID, StrEnum):
        made.register_unstructure_hook(kind, identity)
    return made


def _is_json(kind: object) -> bool:
    # A recursive alias has no name of its own at run time: it is known by the reference to itself inside it.
    return "ForwardRef('Json')" in repr(kind)


_CONVERTER = _converter()
_ROW_CONVERTER = _row_converter()
_EVENTS: dict[str, type[Event]] = {kind.__name__: kind for kind in get_args(Event)}
_EFFECTS: dict[str, type[EffectRequest]] = {kind.kind: kind for kind in EFFECT_REQUESTS}


def case_to_json(case: Case) -> dict[str, Json]:
    """The whole aggregate as JSON (defaults left out)."""
    return cast("dict[str, Json]", _CONVERTER.unstructure(case))


def case_row_body(case: Case) -> dict[str, Json]:
    """The same for `row_json`: instants, days and ids are left to it. `case_from_json` reads both alike."""
    return cast("dict[str, Json]", _ROW_CONVERTER.unstructure(case))


def case_from_json(data: Mapping[str, Json]) -> Case:
    """The aggregate from its row."""
    return newest_lines(_CONVERTER.structure(cast("Any", data), Case))


def event_to_json(event: Event) -> tuple[str, int, dict[str, Json]]:
    """(type, schema number, data) of an event."""
    return (
        type(event).__name__,
        event.schema,
        cast("dict[str, Json]", _CONVERTER.unstructure(event)),
    )


def event_from_json(name: str, schema: int, data: Mapping[str, Json]) -> Event:
    """The event in its newest shape; DefinitionError(`unknown_event`) for a type or schema this code does not know."""
    kind = _EVENTS.get(name)
    if kind is None:
        raise DefinitionError("unknown_event", type=name, schema=schema)
    if kind.schema != schema:
        data = upcast(name, schema, kind.schema, data)
    return _CONVERTER.structure(cast("Any", data), kind)


def effect_to_json(effect: EffectRequest) -> tuple[str, dict[str, Json]]:
    """(kind, data) of an effect request."""
    return effect.kind, cast("dict[str, Json]", _CONVERTER.unstructure(effect))


def effect_from_json(kind: str, data: Mapping[str, Json]) -> EffectRequest:
    """The effect request from its job."""
    return _CONVERTER.structure(cast("Any", data), _EFFECTS[kind])


def to_json(value: object) -> Json:
    """Any of our values as plain JSON."""
    return cast("Json", _CONVERTER.unstructure(value))


def from_json(data: Json, kind: type[T]) -> T:
    """Plain JSON as a value of `kind`."""
    return _CONVERTER.structure(cast("Any", data), kind)


def canonical(value: Json) -> bytes:
    """Canonical JSON (RFC 8785): what hashes, commitments and signatures are made over."""
    # orjson writes the same bytes many times as fast, but for keys beyond the basic plane, great numbers and fractions;
    # whatever might hold one of these goes the slow way.
    try:
        text = sorted_json_text(value)
    except TypeError:
        return rfc8785.dumps(cast("Any", value))
    if _holds_rare_numbers((value,)) or len(text.translate(None, _BEYOND_THE_BASIC_PLANE)) != len(text):
        return rfc8785.dumps(cast("Any", value))
    return text


def _holds_rare_numbers(values: Iterable[object]) -> bool:
    """Whether something in there is no text, truth value, null or whole number that every reader of JSON keeps."""
    for one in values:
        kind = type(one)
        if kind is str or kind is bool or one is None:
            continue
        if kind is int:
            if not -_GREATEST <= cast("int", one) <= _GREATEST:
                return True
        elif kind is dict:
            if _holds_rare_numbers(cast("dict[str, object]", one).values()):
                return True
        elif (kind is not list and kind is not tuple) or _holds_rare_numbers(cast("list[object]", one)):
            return True
    return False


_GREATEST = 2**53 - 1
_BEYOND_THE_BASIC_PLANE = b"\xf0\xf1\xf2\xf3\xf4"
"""The first bytes of letters that UTF-16 writes as two."""
