"""The object-centric log as OCEL 2.0 XML, in a stream: the cases are asked for twice, for objects and for events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from workflow.event_log.log_case import LogCase
from workflow.event_log.ocel_log import EVENT_TYPES, OBJECT_TYPES, TIME_ZERO, events_of, objects_of


def ocel_xml(cases: Callable[[], Iterable[LogCase]]) -> Iterator[str]:
    """Pieces of the document. `cases` is called twice and must give the same cases both times."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<log>\n'
    yield from _types("object", OBJECT_TYPES)
    yield from _types("event", EVENT_TYPES)
    yield "<objects>\n"
    for case in cases():
        for thing in objects_of(case):
            yield f"<object id={quoteattr(thing.id)} type={quoteattr(thing.type)}>"
            yield _facts(thing.facts, f' time="{TIME_ZERO}"') + _related(thing.related) + "</object>\n"
    yield "</objects>\n<events>\n"
    for case in cases():
        for event in events_of(case):
            yield f'<event id={quoteattr(event.id)} type={quoteattr(event.type)} time="{event.time}">'
            yield _facts(event.facts) + _related(event.related) + "</event>\n"
    yield "</events>\n</log>\n"


def _types(what: str, types: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    yield f"<{what}-types>\n"
    for name, facts in types.items():
        attributes = "".join(f'<attribute name={quoteattr(fact)} type="string"/>' for fact in facts)
        yield f"<{what}-type name={quoteattr(name)}><attributes>{attributes}</attributes></{what}-type>\n"
    yield f"</{what}-types>\n"


def _facts(facts: Mapping[str, str], more: str = "") -> str:
    told = (f"<attribute name={quoteattr(name)}{more}>{escape(value)}</attribute>" for name, value in facts.items())
    return f"<attributes>{''.join(told)}</attributes>"


def _related(things: Iterable[tuple[str, str]]) -> str:
    told = (f"<relationship object-id={quoteattr(name)} qualifier={quoteattr(way)}/>" for name, way in things)
    return f"<objects>{''.join(told)}</objects>"
