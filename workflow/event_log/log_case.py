"""What leaves the house of one case for process mining: a list of named facts, and nothing a person could be known by.

What may leave is written down here, event by event; all else stays, also what is added to an event later. People are
`citizen`, `staff` or `system`; their names, words, papers' numbers and places never leave.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from workflow.values import Json

OPENED, MOVED = "CaseOpened", "Transitioned"

FACTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        OPENED: ("state", "channel"),
        MOVED: ("name", "from_state", "to_state", "outcome"),
        "DeadlineSet": ("why",),
        "DeadlinePaused": ("clock",),
        "DeadlineStopped": ("clock", "late"),
        "DeadlineWarned": ("clock",),
        "DeadlineBlown": ("clock",),
        "ResolutionIssued": (),
        "ResolutionReported": (),
        "ResolutionAccepted": (),
        "ResolutionReturned": (),
        "ResolutionRecalled": (),
        "ResolutionOverdue": (),
        "DocumentDrafted": (),
        "DocumentNumbered": (),
        "DocumentOpened": (),
        "DocumentSigned": ("role",),
        "DocumentCompleted": (),
        "DocumentReturned": (),
        "DocumentVoided": (),
        "DocumentSent": ("way",),
    }
)
"""The events that leave, and of each the facts that are codes of the definition or of the house."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEvent:
    """One thing that happened. `document` and `resolution`: the paper or instruction it happened to."""

    sequence: int
    at: datetime
    kind: str
    who: str
    facts: Mapping[str, str]
    document: str | None = None
    resolution: str | None = None

    @property
    def activity(self) -> str:
        """A move by its own name; all else by the name of its event."""
        return self.facts["name"] if self.kind == MOVED else self.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class LogCase:
    """One case with what happened to it, in order. `version` is the definition's digest."""

    id: UUID
    reference: str
    request_type: str
    version: str
    events: tuple[LogEvent, ...]


def log_event(sequence: int, at: datetime, actor: str, kind: str, data: Mapping[str, Json]) -> LogEvent | None:
    """What leaves of one stored event; None for what stays. `actor` is a history label such as `staff:ivanova`."""
    if kind not in FACTS:
        return None
    facts = {name: _plain(data[name]) for name in FACTS[kind] if data.get(name) is not None}
    deadline = data.get("deadline")
    if isinstance(deadline, Mapping):
        facts["clock"] = str(deadline.get("clock", ""))
    return LogEvent(
        sequence=sequence,
        at=at,
        kind=kind,
        who=actor.partition(":")[0],
        facts=facts,
        document=_named(data, "document", "paper"),
        resolution=_named(data, "resolution", "resolution"),
    )


def _plain(value: Json) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _named(data: Mapping[str, Json], reference: str, whole: str) -> str | None:
    """The id of the thing an event is about: it holds the id, or the thing itself."""
    thing = data.get(reference) or data.get(whole)
    if isinstance(thing, Mapping):
        thing = thing.get("id")
    return str(thing) if thing else None
