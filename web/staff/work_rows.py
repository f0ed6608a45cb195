"""What else hangs on a case, as the card shows it: work by hand, the cases around it, its programme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from gate.work_words import work_title
from web import dates
from workflow.actor import Actor
from workflow.case import Case, Programme
from workflow.engine.work import awaits
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """One work; `mine` when the reader may say that it is done."""

    id: UUID
    title: str
    left: str
    done: str
    note: str
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """Another case this one is tied to: `kind` is parent, child or follower."""

    kind: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One milestone of a programme."""

    title: str
    day: str
    tone: str


def work_rows(
    case: Case,
    personal: Mapping[str, Json],
    names: Mapping[str, str],
    actor: Actor,
    now: datetime,
    zone: ZoneInfo,
    language: str,
) -> tuple[WorkRow, ...]:
    """Open ones first; `names` maps usernames to names."""
    ordered = sorted(case.works, key=lambda one: one.done is not None)
    return tuple(
        WorkRow(
            id=one.id,
            title=work_title(one.title, one.code, language),
            left=dates.time_left(one.due, now, zone, language) if one.due and one.done is None else "",
            done=f"{names.get(one.done_by or '', one.done_by or '')}, {dates.full_moment(one.done, zone)}"
            if one.done
            else "",
            note=str(personal.get(one.note or "") or ""),
            mine=one.done is None and awaits(one, actor),
        )
        for one in ordered
    )


def relatives(case: Case) -> tuple[Relative, ...]:
    """Parent, children that were opened, followers."""
    parent = (Relative(kind="parent", reference=case.parent_reference),) if case.parent_reference else ()
    children = (Relative(kind="child", reference=one.reference) for one in case.children if one.reference)
    followers = (Relative(kind="follower", reference=one) for one in case.follower_references.values())
    return (*parent, *children, *followers)


def milestone_rows(programme: Programme | None) -> tuple[Step, ...]:
    """Milestones, and the promise as the last of them."""
    if programme is None:
        return ()
    steps = [
        Step(
            title=one.title, day=dates.full_day(one.due_date), tone=_tone(reached=bool(one.reached), missed=one.missed)
        )
        for one in programme.milestones
    ]
    promise = Step(
        title=programme.name, day=dates.full_day(programme.promised), tone=_tone(reached=False, missed=programme.missed)
    )
    return (*steps, promise)


def _tone(*, reached: bool, missed: bool) -> str:
    return "good" if reached else "bad" if missed else ""
