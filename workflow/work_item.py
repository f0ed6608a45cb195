"""One thing that awaits somebody: a line of a work queue, computed from the case and never edited by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from workflow.quick_values import quicken


class WorkKind(StrEnum):
    """Kinds of the work queue (api.md)."""

    TRANSITION = "transition"
    SIGN = "sign"
    EXECUTE = "execute"
    ACCEPT = "accept"
    REVIEW = "review"
    WORK = "work"
    INCIDENT = "incident"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """What awaits: for a role (in a unit, if given) or one user; under which clock; due when.

    `key` tells items of one case apart and is stable: `transition:dispatcher`, `sign:DOCUMENT:ROLE`,
    `execute:RESOLUTION:USER`, `accept:RESOLUTION`, `review:REVIEW:SEAT`, `work:review:REVIEW` (whoever
    asked has to mend the text), `work:acquaintance:LIST:USER`, `work:fee:ROLE`.
    """

    kind: WorkKind
    key: str
    role: str | None = None
    unit: str | None = None
    username: str | None = None
    clock: str | None = None
    due: datetime | None = None
    document: UUID | None = None
    resolution: UUID | None = None
    work: UUID | None = None
    title: str | None = None
    code: str | None = None


quicken(WorkItem)
