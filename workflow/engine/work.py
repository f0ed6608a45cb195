"""Work by hand: what a definition or the core puts into somebody's queue, by when, and who may say it is done. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from workflow.actor import Actor
from workflow.case import Case, Work
from workflow.definition.law import Unit
from workflow.definition.model import Effect, Length
from workflow.engine import deadlines
from workflow.engine.confide import commitment, personal_value
from workflow.engine.handed_over import handed_to
from workflow.engine.term import Term
from workflow.errors import NotAvailable, NotFound, NotPermitted, Refusal
from workflow.events import WorkDone
from workflow.identifier import UUID
from workflow.moment import Moment
from workflow.policy import TOWN_WIDE
from workflow.surroundings import Surroundings
from workflow.values import PersonalValue


def wanted(effect: Effect, moment: Moment, surroundings: Surroundings, number: int) -> Work:
    """The work of a `work` effect, which is the effect number `number` of its transition."""
    due = effect.data.get("due")
    return Work(
        id=moment.derived_id(f"work.{number}"),
        added=moment.now,
        title=str(effect.data.get("title", "")),
        role=str(effect.data["role"]),
        due=due_after(_length(due), moment.now, surroundings) if isinstance(due, Mapping) else None,
    )


def due_after(length: Length, start: datetime, surroundings: Surroundings) -> datetime:
    """The first instant after a term begun at `start`, counted by the town's own office."""
    pair = surroundings.pair()
    term = Term(length=length.length, unit=Unit(length.unit), may_pause=False)
    return deadlines.compute(term, start, calendar=pair.days, office=pair.hours).deadline


def done(
    case: Case, identifier: UUID, actor: Actor, note: str, moment: Moment
) -> tuple[WorkDone, PersonalValue, str | None]:
    """What happened, the words kept apart, and the absent official it was done for.

    Raises NotFound(`unknown_work`), NotPermitted, NotAvailable(`wrong_state`) for work done before.
    """
    work = case.work(identifier)
    if work is None:
        raise NotFound("unknown_work")
    seat = _seat(work, actor)
    if seat is None:
        raise NotPermitted("not_permitted")
    handed_to(case, f"work:{work.id}", actor)
    if work.done is not None:
        raise NotAvailable([Refusal(code="wrong_state", data={"status": "done"})])
    words = personal_value(f"work.{work.id}.note", note.strip(), moment)
    event = WorkDone(
        work=work.id, by=actor.username or "", at=moment.now, note=words.name, commitment=commitment(words)
    )
    return event, words, seat or None


def awaits(work: Work, actor: Actor) -> bool:
    """Whether the actor may say that it is done, for themselves or for somebody absent."""
    return _seat(work, actor) is not None


def _seat(work: Work, actor: Actor) -> str | None:
    """Whose work it is: empty for the actor's own, the username of an absent official, None for nobody's here.

    The same people who see it in their queue (`store/queries/work_queue.py`).
    """
    own = (actor.username or "", actor.roles, actor.unit)
    absent = ((one.username, one.roles, one.unit) for one in actor.substitutes)
    for index, (username, roles, unit) in enumerate((own, *absent)):
        if _awaits(work, username, roles, unit):
            return username if index else ""
    return None


def _awaits(work: Work, username: str, roles: frozenset[str], unit: str | None) -> bool:
    if work.username is not None:
        return work.username == username
    if work.role is not None:
        return work.role in roles and (work.unit in (None, unit) or work.role in TOWN_WIDE)
    return work.unit is not None and work.unit == unit


def _length(due: Mapping[str, object]) -> Length:
    return Length(length=int(str(due["length"])), unit=str(due["unit"]))
