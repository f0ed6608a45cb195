"""Cases as an object-centric event log, OCEL 2.0: cases, papers, instructions and clocks as objects; one log for all of
the standard's formats.

https://www.ocel-standard.org, version 2.0: objects have facts (always true of them here, so at the standard's time
zero) and other objects they hold; every event says which objects it happened to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType

from workflow.event_log.log_case import FACTS, LogCase, LogEvent

TIME_ZERO = "1970-01-01T00:00:00Z"
"""When what is always true of an object became true, as the standard writes it."""

OBJECT_TYPES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"case": ("reference", "request_type", "version"), "document": (), "resolution": (), "clock": ("name",)}
)
"""The names of each type's facts; all are text."""

EVENT_TYPES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {kind: (*facts, *(("clock",) if kind == "DeadlineSet" else ()), "who") for kind, facts in FACTS.items()}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogObject:
    """One object: `facts` by name, `related` as (object, in what way)."""

    id: str
    type: str
    facts: Mapping[str, str]
    related: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectEvent:
    """One event with the objects it happened to, its case among them. `time` is UTC, RFC 3339."""

    id: str
    type: str
    time: str
    facts: Mapping[str, str]
    related: tuple[tuple[str, str], ...]


def objects_of(one: LogCase) -> Iterator[LogObject]:
    """The case, and everything its events happened to."""
    found = sorted({thing for event in one.events for thing in _things(one, event)})
    values = {"reference": one.reference, "request_type": one.request_type, "version": one.version}
    yield LogObject(id=str(one.id), type="case", facts=values, related=tuple(found))
    for name, kind in found:
        facts = {"name": name.partition("/")[2]} if kind == "clock" else {}
        yield LogObject(id=name, type=kind, facts=facts)


def events_of(one: LogCase) -> Iterator[ObjectEvent]:
    """What happened to the case, in order."""
    for event in one.events:
        yield ObjectEvent(
            id=f"{one.id}/{event.sequence}",
            type=event.kind,
            time=_time(event.at),
            facts={**event.facts, "who": event.who},
            related=((str(one.id), "case"), *_things(one, event)),
        )


def _things(one: LogCase, event: LogEvent) -> Iterator[tuple[str, str]]:
    if event.document:
        yield event.document, "document"
    if event.resolution:
        yield event.resolution, "resolution"
    if "clock" in event.facts:
        yield f"{one.id}/{event.facts['clock']}", "clock"


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
