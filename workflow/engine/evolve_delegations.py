"""What events do to delegations: a piece of work that is done, or gone, is nobody's any more. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from workflow.case import Case
from workflow.delegation import Delegation, DelegationEnd
from workflow.events import DelegationEnded
from workflow.identifier import UUID
from workflow.replacing import replace


def ended(case: Case, event: DelegationEnded) -> Case:
    """Taken back, or over by time."""
    return _ending(case, lambda one: one.id == event.delegation, event.at, event.how)


def paper_done(case: Case, document: UUID, role: str | None, at: datetime) -> Case:
    """The paper was signed in that role (None: returned or void, in every role)."""
    start = f"sign:{document}:"
    return _ending(case, lambda one: one.key == f"{start}{role}" if role else one.key.startswith(start), at)


def moved_on(case: Case, at: datetime) -> Case:
    """The case left its state: the next moves are others'."""
    return _ending(case, lambda one: one.key.startswith("transition:"), at)


def work_done(case: Case, work: UUID, at: datetime) -> Case:
    """The work by hand was done."""
    return _ending(case, lambda one: one.key == f"work:{work}", at)


def _ending(
    case: Case, fits: Callable[[Delegation], bool], at: datetime, how: DelegationEnd = DelegationEnd.DONE
) -> Case:
    if not any(one.ended is None and fits(one) for one in case.delegations):
        return case
    return replace(
        case,
        delegations=tuple(
            replace(one, ended=at, how=how) if one.ended is None and fits(one) else one for one in case.delegations
        ),
    )
