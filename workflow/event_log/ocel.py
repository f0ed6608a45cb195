"""The object-centric log as OCEL 2.0 JSON, in a stream: the cases are asked for twice, for objects and for events."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping

from workflow.event_log.log_case import LogCase
from workflow.event_log.ocel_log import (
    EVENT_TYPES,
    OBJECT_TYPES,
    TIME_ZERO,
    LogObject,
    ObjectEvent,
    events_of,
    objects_of,
)


def ocel(cases: Callable[[], Iterable[LogCase]]) -> Iterator[str]:
    """Pieces of the document. `cases` is called twice and must give the same cases both times."""
    yield '{"objectTypes":' + _text([_type(*one) for one in OBJECT_TYPES.items()])
    yield ',"eventTypes":' + _text([_type(*one) for one in EVENT_TYPES.items()])
    yield ',\n"objects":['
    yield from _joined(_object(thing) for one in cases() for thing in objects_of(one))
    yield '],\n"events":['
    yield from _joined(_event(event) for one in cases() for event in events_of(one))
    yield "]}\n"


def _type(name: str, facts: Iterable[str]) -> dict[str, object]:
    return {"name": name, "attributes": [{"name": fact, "type": "string"} for fact in facts]}


def _object(one: LogObject) -> dict[str, object]:
    facts = [{"name": name, "time": TIME_ZERO, "value": value} for name, value in one.facts.items()]
    return {"id": one.id, "type": one.type, "attributes": facts, "relationships": _related(one.related)}


def _event(one: ObjectEvent) -> dict[str, object]:
    return {
        "id": one.id,
        "type": one.type,
        "time": one.time,
        "attributes": [{"name": name, "value": value} for name, value in one.facts.items()],
        "relationships": _related(one.related),
    }


def _related(things: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"objectId": name, "qualifier": way} for name, way in things]


def _joined(things: Iterable[Mapping[str, object]]) -> Iterator[str]:
    for number, thing in enumerate(things):
        yield (",\n" if number else "\n") + _text(thing)


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
