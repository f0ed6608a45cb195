"""What of a case is somebody's by name and goes to their successor when they leave for good; and what cannot. Pure.

Work that awaits a role needs no handing over: it awaits the role. What is over stays as it was, under its own names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workflow.case import Case, Resolution, ResolutionStatus
from workflow.engine.reviews import newest, owner
from workflow.review import Review, ReviewStatus

_DONE = frozenset({"accepted", "informed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """`moves` as `WorkHandedOver.what` names them; `stays` with why: `executor:RESOLUTION twice`, for one."""

    moves: tuple[str, ...]
    stays: tuple[str, ...]


def leaving(case: Case, leaver: str, successor: str) -> Leaving:
    """Everything open on the case that is the leaver's by name."""
    moves: list[str] = []
    stays: list[str] = []
    if case.assignment is not None and case.assignment.username == leaver and case.closed is None:
        moves.append("assignment")
    for one in case.resolutions:
        if one.status in (ResolutionStatus.OPEN, ResolutionStatus.REPORTED):
            _of_resolution(one, leaver, successor, moves, stays)
    for review in newest(case) if case.closed is None else ():
        _of_review(review, leaver, successor, moves, stays)
    moves += [
        f"acquaintance:{one.id}" for one in case.acquaintances if any(each.username == leaver for each in one.waiting)
    ]
    moves += [f"work:{one.id}" for one in case.works if one.done is None and one.username == leaver]
    moves += [f"delegation:{one.id}" for one in case.delegations if one.ended is None and one.to == leaver]
    return Leaving(moves=tuple(moves), stays=tuple(stays))


def _of_resolution(one: Resolution, leaver: str, successor: str, moves: list[str], stays: list[str]) -> None:
    if any(each.username == leaver and each.status not in _DONE for each in one.executors):
        if any(each.username == successor for each in one.executors):
            stays.append(f"executor:{one.id} twice")
        else:
            moves.append(f"executor:{one.id}")
    if one.speaker == leaver:
        moves.append(f"author:{one.id}")
    if one.controller == leaver:
        moves.append(f"control:{one.id}")


def _of_review(one: Review, leaver: str, successor: str, moves: list[str], stays: list[str]) -> None:
    if one.status not in (ReviewStatus.OPEN, ReviewStatus.FAILED):
        return
    for seat in one.waiting:
        if seat.username == leaver:
            moves += list(_seat(one, seat.number, successor, stays))
    if owner(one) == leaver:
        moves.append(f"owner:{one.id}")


def _seat(one: Review, number: int, successor: str, stays: list[str]) -> Iterator[str]:
    """A seat goes to nobody who reviews already, or who wrote the text."""
    taken = any(seat.username == successor for seat in one.reviewers)
    if taken or (one.separation and successor in one.prepared):
        stays.append(f"review:{one.id}:{number} {'twice' if taken else 'separation'}")
    else:
        yield f"review:{one.id}:{number}"
