"""What happens to the case itself: opened, moved, assigned, joined, added to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from workflow.case import Assignment, Person
from workflow.quick_values import quicken
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened:
    """A citizen (or a clerk for them) filed a case."""

    schema: ClassVar[int] = 1
    case: UUID
    municipality: int
    reference: str
    request_type: str
    definition_version: int
    definition: str
    state: str
    channel: str
    people: tuple[Person, ...]
    values: Mapping[str, Json]
    places: Mapping[str, str]
    attachments: tuple[UUID, ...] = ()
    street: str | None = None
    latitude_e7: int | None = None
    longitude_e7: int | None = None
    urgent: bool = False
    parent: UUID | None = None
    parent_reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transitioned:
    """The case moved (or stayed, by a transition without `to`)."""

    schema: ClassVar[int] = 1
    name: str
    from_state: str
    to_state: str
    values: Mapping[str, Json] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    attachments: tuple[UUID, ...] = ()
    outcome: str | None = None
    asked_from: str | None = None
    final: bool = False
    reopened: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """The case was given to a unit, a role or a person."""

    schema: ClassVar[int] = 1
    assignment: Assignment


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAdded:
    """Somebody added attachments and words to a running case."""

    schema: ClassVar[int] = 1
    attachments: tuple[UUID, ...]
    values: Mapping[str, Json] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRenewed:
    """A person's status link got a new generation (the old one no longer opens), or was revoked."""

    schema: ClassVar[int] = 1
    person: UUID
    generation: int
    revoked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NameConfirmed:
    """A clerk confirmed how letters write somebody: `forms` names the personal value, `commitment` is its."""

    schema: ClassVar[int] = 1
    person: UUID
    by: str
    forms: str
    commitment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The public fields of the case stand on the register from now on."""

    schema: ClassVar[int] = 1
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerQuestioned:
    """An answer is hard to read: input → codes. `overridden`: it was held back, and goes for a reason given."""

    schema: ClassVar[int] = 1
    findings: Mapping[str, tuple[str, ...]]
    overridden: bool = False


quicken(CaseOpened, Transitioned, Assigned, PaperAdded, LinkRenewed, NameConfirmed, Published, AnswerQuestioned)
