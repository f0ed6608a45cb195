"""Who may know of which cases: (actor, action) → Scope, a frozen value (rules.md 10).

`allows` asks it of one case here; the store turns the same Scope into SQL (`store/queries`), held equal by a property
test. What an actor may *do* with a case they know of is the definition's roles and the engine's guards.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from workflow.actor import Actor, ActorKind
from workflow.case import Case
from workflow.quick_values import quicken

TOWN_WIDE = frozenset(
    {"operator", "clerk", "dispatcher", "registrar", "executive_secretary", "deputy_mayor", "mayor", "admin"}
)
"""Roles whose work is the whole town's matters; every other role sees what concerns its person or unit."""


class Action(StrEnum):
    """What an actor wants of cases. Reading a list, an export or a webhook all go through READ."""

    READ = "read"
    READ_PERSONAL = "read_personal"


class Reach(StrEnum):
    """How far a scope goes."""

    NOTHING = "nothing"
    ONE = "one"
    RELATED = "related"
    TOWN = "town"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The cases of one municipality an actor may know of.

    ONE: the case `case`. RELATED: assigned to one of `units`, or something on it awaits one of `usernames` or `units`
    or, in no unit in particular, one of `roles`; or one of `usernames` or `units` executes a resolution on it.
    `everywhere` are roles of whoever belongs to no unit: theirs is what awaits the role in any. TOWN: all of the
    municipality.
    """

    municipality: int
    reach: Reach
    case: UUID | None = None
    units: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    usernames: frozenset[str] = frozenset()
    everywhere: frozenset[str] = frozenset()


def scope(actor: Actor, action: Action) -> Scope:
    """What `actor` may know of for `action`."""
    match actor.kind:
        case ActorKind.SYSTEM:
            return Scope(municipality=actor.municipality, reach=Reach.TOWN)
        case ActorKind.CITIZEN:
            if actor.case is None or (action is Action.READ_PERSONAL and not actor.unlocked):
                return Scope(municipality=actor.municipality, reach=Reach.NOTHING)
            return Scope(municipality=actor.municipality, reach=Reach.ONE, case=actor.case)
        case ActorKind.STAFF:
            return _of_staff(actor)


def _of_staff(actor: Actor) -> Scope:
    roles = actor.roles.union(*(absent.roles for absent in actor.substitutes))
    if roles & TOWN_WIDE:
        return Scope(municipality=actor.municipality, reach=Reach.TOWN)
    if not roles:
        return Scope(municipality=actor.municipality, reach=Reach.NOTHING)
    seats = ((actor.unit, actor.roles), *((absent.unit, absent.roles) for absent in actor.substitutes))
    units = {unit for unit, _ in seats}
    return Scope(
        municipality=actor.municipality,
        reach=Reach.RELATED,
        units=frozenset(unit for unit in units if unit is not None),
        roles=roles,
        usernames=frozenset({actor.username or "", *(absent.username for absent in actor.substitutes)}),
        everywhere=frozenset(role for unit, held in seats if unit is None for role in held),
    )


def allows(given: Scope, case: Case, awaiting: frozenset[str] = frozenset()) -> bool:
    """Whether `case` lies within the scope. `awaiting` lists who has a work item on it, as `awaited` names them."""
    if case.municipality != given.municipality:
        return False
    match given.reach:
        case Reach.NOTHING:
            return False
        case Reach.ONE:
            return case.id == given.case
        case Reach.TOWN:
            return True
        case Reach.RELATED:
            return _related(given, case, awaiting)


def awaited(role: str | None, username: str | None, unit: str | None) -> frozenset[str]:
    """Whom a work item awaits: one person `user:U`; else a role, `role:R` or in a unit `role:R@U`; and `unit:U`.

    A role's work in one unit is no business of its holders in another (the queue keeps to the same).
    """
    found = {f"unit:{unit}"} if unit is not None else set()
    if username is not None:
        found.add(f"user:{username}")
    elif role is not None:
        found.add(f"role:{role}" if unit is None else f"role:{role}@{unit}")
    return frozenset(found)


def _related(given: Scope, case: Case, awaiting: frozenset[str]) -> bool:
    mine = {
        *(f"role:{role}" for role in given.roles),
        *(f"user:{username}" for username in given.usernames),
        *(f"unit:{unit}" for unit in given.units),
    }
    if case.assignment is not None and case.assignment.unit in given.units:
        return True
    executes = any(
        executor.username in given.usernames or (executor.unit is not None and executor.unit in given.units)
        for resolution in case.resolutions
        for executor in resolution.executors
    )
    theirs = tuple(f"role:{role}@" for role in given.everywhere)
    return executes or bool(mine & awaiting) or any(one.startswith(theirs) for one in awaiting)


quicken(Scope)
