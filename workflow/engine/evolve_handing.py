"""How a case looks once the open work of somebody who left is another's. Pure."""

from __future__ import annotations

from workflow.acquaintance import Acquaintance, Reader
from workflow.case import Case, Resolution
from workflow.delegation import DelegationEnd
from workflow.events import WorkHandedOver
from workflow.identifier import UUID
from workflow.replacing import replace
from workflow.review import Review


def handed_over(case: Case, event: WorkHandedOver) -> Case:
    """Every part that the event names."""
    parts = frozenset(event.what)
    case = replace(case, sequence=case.sequence + 1)
    if "assignment" in parts and case.assignment is not None:
        case = replace(case, assignment=replace(case.assignment, username=event.successor))
    return replace(
        case,
        resolutions=tuple(_resolution(one, event, parts) for one in case.resolutions),
        reviews=tuple(_review(one, event, parts) for one in case.reviews),
        acquaintances=tuple(_acquaintance(one, event, parts) for one in case.acquaintances),
        works=tuple(
            replace(one, username=event.successor) if _said("work", one.id) in parts else one for one in case.works
        ),
        delegations=tuple(
            replace(one, ended=one.until, how=DelegationEnd.TAKEN_BACK) if _said("delegation", one.id) in parts else one
            for one in case.delegations
        ),
    )


def _said(kind: str, identifier: UUID) -> str:
    return f"{kind}:{identifier}"


def _resolution(one: Resolution, event: WorkHandedOver, parts: frozenset[str]) -> Resolution:
    if _said("executor", one.id) in parts:
        executors = tuple(
            replace(each, username=event.successor, name=event.name) if each.username == event.leaver else each
            for each in one.executors
        )
        one = replace(one, executors=executors)
    if _said("author", one.id) in parts:
        one = replace(one, successor=event.successor)
    if _said("control", one.id) in parts:
        one = replace(one, controller=event.successor)
    return one


def _review(one: Review, event: WorkHandedOver, parts: frozenset[str]) -> Review:
    if any(part.startswith(f"review:{one.id}:") for part in parts):
        seats = tuple(
            replace(seat, username=event.successor, name=event.name)
            if f"review:{one.id}:{seat.number}" in parts
            else seat
            for seat in one.reviewers
        )
        one = replace(one, reviewers=seats)
    if _said("owner", one.id) in parts:
        one = replace(one, successor=event.successor)
    return one


def _acquaintance(one: Acquaintance, event: WorkHandedOver, parts: frozenset[str]) -> Acquaintance:
    if _said("acquaintance", one.id) not in parts:
        return one
    listed = any(each.username == event.successor for each in one.readers)
    kept = tuple(each for each in one.readers if each.username != event.leaver or each.read is not None)
    new = () if listed else (Reader(username=event.successor, name=event.name, position=event.position),)
    return replace(one, readers=(*kept, *new))
