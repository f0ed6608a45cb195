"""A migration: running cases of one request type come under another published version. Frozen values.

A run is the order to migrate, by whom and why; each case is moved by a command of its own (ADR 0018).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from workflow.case import Deadline


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrationRun:
    """`states` maps states of older versions to those of `version`; a state of the same name needs no line.

    `sources` are the digests of the versions whose cases are meant; none: all others.

    `digest` is the bundle of `version`. `by` is the actor's label. `reverts`: the run this one takes back; `version`
    and `digest` are then those of that run.
    """

    id: UUID
    request_type: str
    version: int
    digest: str
    reason: str
    by: str
    at: datetime
    states: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    reverts: UUID | None = None
    finished: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseBefore:
    """What a migration changed in a case, as it was: enough to take it back.

    `into` maps ids of resolutions to the state their transition had led into; `deadlines` are all lines.
    """

    digest: str
    version: int
    state: str
    asked_from: str | None
    into: Mapping[str, str]
    deadlines: tuple[Deadline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MigratedCase:
    """What a run did to a case: `sequence` is that of its last event then; `before` what it was."""

    sequence: int
    before: CaseBefore
