"""Cases as an object-centric event log, OCEL 2.0 in JSON: cases, papers, instructions and clocks as objects.

Written in a stream, so the cases are asked for twice: once for the objects, once for the events.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime

from workflow.event_log.log_case import FACTS, LogCase, LogEvent

_CASE_FACTS = ("reference", "request_type", "version")
_OBJECTS: Mapping[str, tuple[str, ...]] = {"case": _CASE_FACTS, "document": (), "resolution": (), "clock": ("name",)}


def ocel(cases: Callable[[], Iterable[LogCase]]) -> Iterator[str]:
    """Pieces of the document. `cases` is called twice and must give the same cases both times."""
    yield '{"objectTypes":' + _text([_type(name, facts) for name, facts in _OBJECTS.items()])
    yield ',"eventTypes":' + _text([_type(kind, (*_facts(kind), "who")) for kind in FACTS])
    yield ',\n"objects":['
    yield from _joined(thing for one in cases() for thing in _objects(one))
    yield '],\n"events":['
    yield from _joined(_event(one, event) for one in cases() for event in one.events)
    yield "]}\n"


def _facts(kind: str) -> tuple[str, ...]:
    return (*FACTS[kind], "clock") if kind == "DeadlineSet" else FACTS[kind]


def _type(name: str, facts: Iterable[str]) -> dict[str, object]:
    return {"name": name, "attributes": [{"name": fact, "type": "string"} for fact in facts]}


def _objects(one: LogCase) -> Iterator[dict[str, object]]:
    began = one.events[0].at if one.events else datetime(1970, 1, 1, tzinfo=UTC)
    found = {(name, kind) for event in one.events for kind, name in _things(one, event)}
    values = {"reference": one.reference, "request_type": one.request_type, "version": one.version}
    yield {
        "id": str(one.id),
        "type": "case",
        "attributes": [{"name": name, "time": _time(began), "value": value} for name, value in values.items()],
        "relationships": [{"objectId": name, "qualifier": kind} for name, kind in sorted(found)],
    }
    for name, kind in sorted(found):
        clock = [{"name": "name", "time": _time(began), "value": name.partition("/")[2]}] if kind == "clock" else []
        yield {"id": name, "type": kind, "attributes": clock, "relationships": []}


def _event(one: LogCase, event: LogEvent) -> dict[str, object]:
    facts = {**event.facts, "who": event.who}
    return {
        "id": f"{one.id}/{event.sequence}",
        "type": event.kind,
        "time": _time(event.at),
        "attributes": [{"name": name, "value": value} for name, value in facts.items()],
        "relationships": [
            {"objectId": str(one.id), "qualifier": "case"},
            *({"objectId": name, "qualifier": kind} for kind, name in _things(one, event)),
        ],
    }


def _things(one: LogCase, event: LogEvent) -> Iterator[tuple[str, str]]:
    if event.document:
        yield "document", event.document
    if event.resolution:
        yield "resolution", event.resolution
    if "clock" in event.facts:
        yield "clock", f"{one.id}/{event.facts['clock']}"


def _joined(things: Iterable[Mapping[str, object]]) -> Iterator[str]:
    for number, thing in enumerate(things):
        yield (",\n" if number else "\n") + _text(thing)


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
