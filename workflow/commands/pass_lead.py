"""A main case was withdrawn: its author's word ends their own report, not those that joined it (ADR 0006).

The oldest that still runs becomes the main one, the others follow it. Everybody's clocks were their own all along and
stay as they are; nobody is told anything, for nothing changed for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from workflow.case import Case, ResolutionStatus, Work
from workflow.commands.scene import Executed, Scene
from workflow.events import CaseJoined, FollowersReleased, LeadTaken, WorkAdded

LEAD_PASSED = "lead_passed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PassMainLead:
    """`case` is the main one that ended."""

    case: UUID


def handle(command: PassMainLead, scene: Scene) -> Executed:
    """Nothing happens when it was done before, or the case runs again. Raises NotFound(`unknown_case`)."""
    glimpsed = scene.work.case_by_id(command.case)
    if glimpsed.closed is None or not glimpsed.followers:
        return Executed(case=glimpsed)
    running = [one for one in _joined(glimpsed, scene) if one.closed is None]
    main = scene.tell(
        glimpsed, scene.definitions.pinned(glimpsed.definition), FollowersReleased(followers=glimpsed.followers)
    )
    if running:
        _pass(glimpsed, running, scene)
    return main


def _joined(main: Case, scene: Scene) -> Sequence[Case]:
    """Those that follow it still, the oldest first; locked in the order in which joining locks them."""
    locked = [scene.work.case_by_id(one) for one in sorted(main.followers)]
    return sorted((one for one in locked if one.main == main.id), key=lambda one: (one.opened, one.reference))


def _pass(old: Case, running: Sequence[Case], scene: Scene) -> None:
    first, *others = running
    work = [_order_anew(author, number, scene) for number, author in enumerate(_authors(old))]
    scene.tell(
        first,
        scene.definitions.pinned(first.definition),
        LeadTaken(
            before=old.id,
            before_reference=old.reference,
            followers=tuple(one.id for one in others),
            follower_references={str(one.id): one.reference for one in others},
        ),
        *work,
    )
    for one in others:
        joined = CaseJoined(main=first.id, main_reference=first.reference)
        scene.tell(one, scene.definitions.pinned(one.definition), joined)


def _authors(case: Case) -> tuple[str, ...]:
    """Whose instructions ended with the withdrawn case: the work itself is still wanted."""
    recalled = (one.author for one in case.resolutions if one.status is ResolutionStatus.RECALLED)
    return tuple(dict.fromkeys(recalled))


def _order_anew(author: str, number: int, scene: Scene) -> WorkAdded:
    work = Work(
        id=scene.moment.derived_id(f"work.lead_passed.{number}"),
        added=scene.moment.now,
        code=LEAD_PASSED,
        username=author,
    )
    return WorkAdded(work=work)
