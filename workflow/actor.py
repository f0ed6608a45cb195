"""Who acts: a citizen by a link, a staff member, or the system; with roles, unit, and whom they stand in for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from workflow.quick_values import quicken


class ActorKind(StrEnum):
    """The three kinds of actor; `anonymous` is a citizen who has no case yet."""

    CITIZEN = "citizen"
    STAFF = "staff"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActingFor:
    """The absent official somebody stands in for: both names stay in the history (house.md, substitution).

    `until` is the first instant at which the substitution no longer holds.
    """

    username: str
    name: str
    position: str
    roles: frozenset[str]
    unit: str | None
    order_number: str
    order_date: date
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """Somebody is absent now: `acting` (username) acts for them until `until`, the first instant after it."""

    acting: str
    name: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Whoever asks for something. `roles` are the actor's own; roles by substitution stand in `substitutes`.

    A citizen has `person` and `case` of the status link; `unlocked` after the link's second step.
    `name` of staff is public; a citizen's name never stands here. `lapsed` are substitutions that ended lately: what
    was possible by one is refused with that reason. `away`: absent, so they may read and not act.
    """

    kind: ActorKind
    municipality: int
    username: str | None = None
    name: str = ""
    position: str = ""
    roles: frozenset[str] = frozenset()
    unit: str | None = None
    substitutes: tuple[ActingFor, ...] = ()
    lapsed: tuple[ActingFor, ...] = ()
    away: Away | None = None
    case: UUID | None = None
    person: UUID | None = None
    unlocked: bool = False

    @property
    def label(self) -> str:
        """How history names the actor: `staff:USERNAME`, `citizen:PERSON` or `system`."""
        match self.kind:
            case ActorKind.STAFF:
                return f"staff:{self.username}"
            case ActorKind.CITIZEN:
                return f"citizen:{self.person}" if self.person else "citizen"
            case ActorKind.SYSTEM:
                return "system"


def system(municipality: int) -> Actor:
    """The actor of clocks, effects and documents."""
    return Actor(kind=ActorKind.SYSTEM, municipality=municipality)


def visitor(municipality: int) -> Actor:
    """A citizen who has not filed anything yet."""
    return Actor(kind=ActorKind.CITIZEN, municipality=municipality)


quicken(Actor, ActingFor)
