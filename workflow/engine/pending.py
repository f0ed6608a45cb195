"""What awaits whom on a case: the lines of work queues, computed from the case and never edited."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from workflow.case import (
    Case,
    Deadline,
    DeadlineState,
    ExecutorRole,
    Paper,
    Resolution,
    ResolutionStatus,
)
from workflow.definition.model import Definition
from workflow.engine import reviews
from workflow.engine.machine import moves
from workflow.engine.signers import next_signers
from workflow.replacing import replace
from workflow.review import ReviewStatus
from workflow.work_item import WorkItem, WorkKind


def pending(definition: Definition, case: Case) -> tuple[WorkItem, ...]:
    """Every work item of the case, most of them none at all for a closed one; what is delegated awaits one person."""
    found = _all(definition, case)
    hands = {one.key: one.to for one in case.delegations if one.ended is None}
    if not hands:
        return found
    return tuple(replace(one, username=hands[one.key]) if one.key in hands else one for one in found)


def _all(definition: Definition, case: Case) -> tuple[WorkItem, ...]:
    moves_on = tuple(_transitions(definition, case))
    visas = tuple(_reviews(case)) if case.reviews else ()
    if visas:
        # Whose visa is awaited has one line, not two: moving the case on is agreeing (agreeing.py).
        asked = {one.role for one in visas}
        moves_on = tuple(one for one in moves_on if one.role not in asked)
    return (
        *moves_on,
        *(_signatures(definition, case) if case.papers else ()),
        *(_resolutions(case) if case.resolutions else ()),
        *(_works(case) if case.works else ()),
        *(_fee(definition, case) if case.fee is not None else ()),
        *visas,
        *(_acquaintances(case) if case.acquaintances else ()),
    )


def most_urgent(case: Case) -> Deadline | None:
    """The running clock that ends first, or the blown one that ended first; a reminder is no term."""
    active = [
        one
        for one in case.deadlines
        if one.stopped is None and one.state in (DeadlineState.RUNNING, DeadlineState.BLOWN) and not one.reminds
    ]
    return min(active, key=lambda one: one.deadline, default=None)


def _transitions(definition: Definition, case: Case) -> Iterator[WorkItem]:
    state = definition.states.get(case.state)
    if state is None or state.final or case.main is not None:
        return
    if state.waits_for == "applicant":
        return
    urgent, assignment = most_urgent(case), case.assignment
    unit = assignment.unit if assignment else None
    clock, due = (urgent.clock, urgent.deadline) if urgent else (None, None)
    for role in moves(definition).awaited(case.state):
        yield WorkItem(
            kind=WorkKind.TRANSITION,
            key=f"transition:{role}",
            role=role,
            unit=unit,
            username=assignment.username if assignment and assignment.role == role else None,
            clock=clock,
            due=due,
        )


def _signatures(definition: Definition, case: Case) -> Iterator[WorkItem]:
    urgent = most_urgent(case)
    due: datetime | None = urgent.deadline if urgent else None
    for paper in case.papers:
        if not its_turn(definition, case, paper) or (paper.scan is not None and paper.shown is None):
            continue
        for role in next_signers(paper):
            if role == "seal":
                continue
            yield WorkItem(
                kind=WorkKind.SIGN,
                key=f"sign:{paper.id}:{role}",
                role=role,
                clock=urgent.clock if urgent else None,
                due=due,
                document=paper.id,
            )


def its_turn(definition: Definition, case: Case, paper: Paper) -> bool:
    """Whether the paper may be signed in this state: one that a transition waits for (`after`) only where that leaves.

    So a certificate drafted for a visa cannot be signed before the visa, and the transition that waits never misses it.
    Nor is a paper signed whose present text its reviewers have not agreed to.
    """
    if not reviews.in_for(definition, case, paper.type):
        return False
    waiting = [one for one in definition.transitions if one.after == paper.type]
    return not waiting or any(case.state in one.from_states for one in waiting)


def _checkpoints(one: Resolution) -> Iterator[WorkItem]:
    lead = next((each for each in one.executors if each.role is ExecutorRole.LEAD), None)
    for number, each in enumerate(one.checkpoints):
        if lead is not None and each.reminded and each.report is None:
            yield WorkItem(
                kind=WorkKind.EXECUTE,
                key=f"checkpoint:{one.id}:{number}",
                unit=lead.unit,
                username=lead.username,
                due=each.due,
                resolution=one.id,
            )


def _resolutions(case: Case) -> Iterator[WorkItem]:
    for one in case.resolutions:
        if one.status is ResolutionStatus.OPEN:
            yield from _checkpoints(one)
        # A helper whose report is missing keeps the work until the lead's was accepted.
        if one.status in (ResolutionStatus.OPEN, ResolutionStatus.REPORTED):
            for executor in one.executors:
                if executor.role is not ExecutorRole.INFORMED and executor.status in ("pending", "returned"):
                    yield WorkItem(
                        kind=WorkKind.EXECUTE,
                        key=f"execute:{one.id}:{executor.username or executor.unit}",
                        unit=executor.unit,
                        username=executor.username,
                        due=executor.due or one.due,
                        resolution=one.id,
                    )
        if one.controller is not None and (one.status is ResolutionStatus.REPORTED or one.request is not None):
            yield WorkItem(
                kind=WorkKind.ACCEPT,
                key=f"accept:{one.id}",
                role=one.controller.removeprefix("role:") if one.controller.startswith("role:") else None,
                username=None if one.controller.startswith("role:") else one.controller,
                due=one.due,
                resolution=one.id,
            )


def _works(case: Case) -> Iterator[WorkItem]:
    """Work outlives the case it stands on: a letter may come back after the last answer."""
    for one in case.works:
        if one.done is None:
            yield WorkItem(
                kind=WorkKind.WORK,
                key=f"work:{one.id}",
                role=one.role,
                unit=one.unit,
                username=one.username,
                due=one.due,
                work=one.id,
                title=one.title or None,
                code=one.code or None,
            )


def _fee(definition: Definition, case: Case) -> Iterator[WorkItem]:
    """Whoever records what comes of a fee sees the cases that wait for it, and so may know of them."""
    if case.fee is None or definition.fee is None or case.fee.settled or case.closed is not None:
        return
    for role in definition.fee.roles:
        yield WorkItem(kind=WorkKind.WORK, key=f"work:fee:{role}", role=role, code="fee_due")


def _reviews(case: Case) -> Iterator[WorkItem]:
    if case.closed is not None:
        return
    for one in reviews.newest(case):
        paper = next((each.id for each in reversed(case.papers) if each.type == one.document), None)
        for seat in one.asked:
            yield WorkItem(
                kind=WorkKind.REVIEW,
                key=f"review:{one.id}:{seat.number}",
                role=seat.role,
                username=seat.username,
                due=one.due,
                document=paper,
            )
        if one.status is ReviewStatus.FAILED:
            owner = reviews.owner(one)
            yield WorkItem(
                kind=WorkKind.WORK,
                key=f"work:review:{one.id}",
                username=owner,
                unit=case.assignment.unit if owner is None and case.assignment is not None else None,
                document=paper,
                code="review_failed",
            )


def _acquaintances(case: Case) -> Iterator[WorkItem]:
    # What is to be read is read after the end as well: an order is made known once it is in force.
    for one in case.acquaintances:
        for reader in one.waiting:
            yield WorkItem(
                kind=WorkKind.WORK,
                key=f"work:acquaintance:{one.id}:{reader.username}",
                username=reader.username,
                due=one.due,
                document=one.document,
                code="acquaintance",
            )
