"""Effects, work and events of a decision as scenarios write them: `notify done`, `sign mayor`, `transitioned`.

| written | means |
|---|---|
| `notify TEXT`, `notify TEXT to WHO` | a message by that text, to the applicant or to somebody else |
| `document NAME` | a paper is drafted |
| `dispatch NAME` | a complete paper is sent the way the applicant chose |
| `alarm WHO` | something is late or near its date: somebody sees it on their screen |
| `publish` | the case stands on the public register |
| `child REQUEST_TYPE` | a case is opened under this one |
| `work WHO` | a line of a queue is added |
| `acquaint USERNAME` | somebody is to read the case or a paper |
| `assign WHO`, `book`, `release`, `webhook NAME` | as in the definition |
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow.case import Case
from workflow.decision import Decision
from workflow.effect_requests import CallWebhook, DispatchDocument, EffectRequest, Notify, TellStaff
from workflow.events import (
    AcquaintanceAsked,
    Assigned,
    ChildWanted,
    DocumentDrafted,
    Event,
    Published,
    SlotBooked,
    SlotReleased,
    WorkAdded,
)
from workflow.work_item import WorkItem

_WORD = re.compile(r"(?<!^)(?=[A-Z])")


def effects_of(decision: Decision) -> tuple[str, ...]:
    """Everything a decision wants that the author of a definition can name."""
    own = (spoken for event in decision.events for spoken in _of_event(event))
    wanted = (spoken for effect in decision.effects for spoken in _of_request(effect, decision.case))
    return (*own, *wanted)


def event_name(event: Event) -> str:
    """`ResolutionReported` as `resolution_reported`."""
    return _WORD.sub("_", type(event).__name__).lower()


def work_line(item: WorkItem) -> str:
    """`sign mayor`, `execute foreman`."""
    return f"{item.kind.value} {item.username or item.role or item.unit or ''}".strip()


def _of_event(event: Event) -> Iterator[str]:
    match event:
        case DocumentDrafted(paper=paper):
            yield f"document {paper.type}"
        case Assigned(assignment=one):
            yield f"assign {one.username or one.role or one.unit or 'nobody'}"
        case ChildWanted(child=child):
            yield f"child {child.request_type}"
        case WorkAdded(work=work):
            yield f"work {work.username or work.role or work.unit}"
        case AcquaintanceAsked(acquaintance=listed):
            yield from (f"acquaint {one.username}" for one in listed.readers)
        case SlotBooked():
            yield "book"
        case Published():
            yield "publish"
        case SlotReleased():
            yield "release"
        case _:
            pass


def _of_request(effect: EffectRequest, case: Case) -> Iterator[str]:
    match effect:
        case Notify(to=to, text=text):
            yield f"notify {text}" if to == "applicant" else f"notify {text} to {_bare(to)}"
        case TellStaff(to=to):
            yield from (f"alarm {_bare(one)}" for one in to)
        case DispatchDocument(document=document):
            paper = case.paper(document)
            yield f"dispatch {paper.type if paper else document}"
        case CallWebhook(name=name):
            yield f"webhook {name}"
        case _:
            pass


def _bare(to: str) -> str:
    return to.partition(":")[2] or to
