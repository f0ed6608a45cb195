"""Cases as XES (IEEE 1849-2016): a trace for each case, an event for its opening and each move, in a stream.

Each event says in which state it left the case (`sprava:state`): two events that follow each other are one way of the
definition. Deadlines, papers and instructions are objects of their own and leave as OCEL (`ocel.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from xml.sax.saxutils import quoteattr

from workflow.event_log.log_case import MOVED, OPENED, LogCase, LogEvent

_EXTENSIONS = (("Concept", "concept"), ("Time", "time"), ("Organizational", "org"), ("Lifecycle", "lifecycle"))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def xes(cases: Iterable[LogCase]) -> Iterator[str]:
    """Lines of the document, each ending with a newline."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">\n'
    for name, prefix in _EXTENSIONS:
        uri = f"http://www.xes-standard.org/{prefix}.xesext"
        yield f'  <extension name="{name}" prefix="{prefix}" uri="{uri}"/>\n'
    yield '  <global scope="trace">\n' + _string("concept:name", "-", 4) + "  </global>\n"
    yield '  <global scope="event">\n' + _string("concept:name", "-", 4) + _date(_EPOCH, 4)
    yield _string("lifecycle:transition", "complete", 4) + _string("org:group", "-", 4)
    yield _string("sprava:state", "-", 4) + "  </global>\n"
    yield '  <classifier name="Move" keys="concept:name"/>\n'
    yield '  <classifier name="State" keys="sprava:state"/>\n'
    for one in cases:
        yield from _trace(one)
    yield "</log>\n"


def _trace(one: LogCase) -> Iterator[str]:
    yield "  <trace>\n"
    yield _string("concept:name", one.reference, 4)
    yield _string("sprava:request_type", one.request_type, 4)
    yield _string("sprava:version", one.version, 4)
    for event in one.events:
        if event.kind in (OPENED, MOVED):
            yield from _event(event)
    yield "  </trace>\n"


def _event(event: LogEvent) -> Iterator[str]:
    yield "    <event>\n"
    yield _string("concept:name", event.activity, 6)
    yield _date(event.at, 6)
    yield _string("lifecycle:transition", "complete", 6)
    yield _string("org:group", event.who, 6)
    yield _string("sprava:state", event.facts["to_state"] if event.kind == MOVED else event.facts["state"], 6)
    for name in ("channel", "outcome"):
        if name in event.facts:
            yield _string(f"sprava:{name}", event.facts[name], 6)
    yield "    </event>\n"


def _string(key: str, value: str, indent: int) -> str:
    return f"{' ' * indent}<string key={quoteattr(key)} value={quoteattr(value)}/>\n"


def _date(at: datetime, indent: int) -> str:
    return (
        f'{" " * indent}<date key="time:timestamp" value="{at.astimezone(UTC).isoformat(timespec="milliseconds")}"/>\n'
    )
