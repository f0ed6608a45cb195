"""Handing one paper or one piece of work to another entitled person for a while, with a reason; and its way back.

Whoever may do the work by their role may be handed it, nobody else: a delegation names a person, it makes nobody an
official (that takes an order, see substitutions). Meanwhile it is theirs alone; then it comes back. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from workflow.actor import Actor, ActorKind
from workflow.case import Case
from workflow.definition.model import Definition
from workflow.delegation import Delegation, DelegationEnd
from workflow.engine.confide import commitment, personal_value
from workflow.engine.handed_over import live, refused
from workflow.engine.pending import pending
from workflow.engine.permitted import standing, turned_away
from workflow.engine.reminders import due_of
from workflow.errors import InvalidInput, NotAvailable, NotFound, Refusal
from workflow.events import DelegationEnded, WorkDelegated
from workflow.identifier import UUID
from workflow.moment import Moment
from workflow.surroundings import Surroundings
from workflow.town import StaffMember
from workflow.values import PersonalValue
from workflow.work_item import WorkItem, WorkKind

_KINDS = (WorkKind.SIGN, WorkKind.TRANSITION, WorkKind.WORK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody wants to hand over: the work item's key, to whom (None: nobody of that name), why, until when."""

    key: str
    to: StaffMember | None
    away: bool
    reason: str
    until: date | datetime


def delegated(
    definition: Definition, case: Case, actor: Actor, wanted: Wanted, moment: Moment, surroundings: Surroundings
) -> tuple[WorkDelegated, PersonalValue]:
    """What happened, and the reason kept apart.

    Raises NotFound(`unknown_work`), NotPermitted for whose work it is not, NotAvailable (`delegation_forbidden` by the
    definition, `delegated` already), InvalidInput (`to`: `unknown_user same_person other_role away`; `until`,
    `reason`).
    """
    item = next((one for one in pending(definition, case) if one.key == wanted.key and one.kind in _KINDS), None)
    if item is None or item.role is None:
        raise NotFound("unknown_work")
    held = live(case, wanted.key)
    if held is not None:
        raise refused(held)
    mine = standing(actor, case, (item.role,)) if actor.kind is ActorKind.STAFF else None
    if mine is None:
        role = item.role
        raise turned_away(actor, lambda ended: role in ended.roles)
    if forbidden(definition, case, item):
        raise NotAvailable([Refusal(code="delegation_forbidden")])
    _, until = due_of(wanted.until, surroundings)
    mistakes = _mistakes(actor, item.role, wanted, until, moment.now)
    if mistakes or wanted.to is None or until is None:
        raise InvalidInput(mistakes or {"to": ["unknown_user"]})
    identifier = moment.derived_id(f"delegation.{wanted.key}")
    words = personal_value(f"delegation.{identifier}.reason", wanted.reason.strip(), moment)
    return (
        WorkDelegated(
            delegation=Delegation(
                id=identifier,
                key=wanted.key,
                by=actor.username or "",
                by_name=actor.name,
                to=wanted.to.username,
                to_name=wanted.to.name,
                since=moment.now,
                until=until,
                reason=words.name,
                commitment=commitment(words),
                absent=mine.acting_for.username if mine.acting_for else None,
            )
        ),
        words,
    )


def delegable(definition: Definition, case: Case, actor: Actor) -> tuple[WorkItem, ...]:
    """Everything on a case that `actor` might hand to somebody else now."""
    if actor.kind is not ActorKind.STAFF or actor.away is not None:
        return ()
    return tuple(
        one
        for one in pending(definition, case)
        if one.kind in _KINDS
        and (one.kind is not WorkKind.WORK or one.work is not None)
        and one.role is not None
        and live(case, one.key) is None
        and standing(actor, case, (one.role,)) is not None
        and not forbidden(definition, case, one)
    )


def taken_back(case: Case, identifier: UUID, actor: Actor, moment: Moment) -> tuple[DelegationEnded, str | None]:
    """Whoever handed it over takes it back, or the other gives it back; and whom they stand in for.

    Raises NotFound(`unknown_delegation`), NotPermitted, NotAvailable(`wrong_state`).
    """
    found = next((one for one in case.delegations if one.id == identifier), None)
    if found is None:
        raise NotFound("unknown_delegation")
    owners = {found.by, found.to, found.absent} - {None}
    absent = next((one.username for one in actor.substitutes if one.username in owners), None)
    if actor.kind is not ActorKind.STAFF or (actor.username not in owners and absent is None):
        raise turned_away(actor, lambda ended: ended.username in owners)
    if found.ended is not None:
        raise NotAvailable([Refusal(code="wrong_state", data={"status": found.how or ""})])
    event = DelegationEnded(delegation=identifier, how=DelegationEnd.TAKEN_BACK, at=moment.now)
    return event, None if actor.username in owners else absent


def forbidden(definition: Definition, case: Case, item: WorkItem) -> bool:
    """Whether the definition wants this done by whom it awaits, and nobody else."""
    if item.kind is WorkKind.SIGN and item.document is not None:
        paper = case.paper(item.document)
        rule = definition.documents.get(paper.type) if paper else None
        return rule is not None and not rule.delegable
    if item.kind is WorkKind.TRANSITION:
        moves = definition.transitions_from(case.state)
        return any(item.role in one.roles and not (one.delegable and one.substitutable) for one in moves)
    return False


def _mistakes(actor: Actor, role: str, wanted: Wanted, until: datetime | None, now: datetime) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    to = wanted.to
    if to is None or not to.active:
        found["to"] = ["unknown_user"]
    elif to.username == actor.username:
        found["to"] = ["same_person"]
    elif role not in to.roles:
        found["to"] = ["other_role"]
    elif wanted.away:
        found["to"] = ["away"]
    if until is None or until <= now:
        found["until"] = ["in_the_past"]
    if not wanted.reason.strip():
        found["reason"] = ["required"]
    return found
