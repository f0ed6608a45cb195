"""What a command decided: the folded case, what happened, what is wanted outside, what is kept about people."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.case import Case
from workflow.effect_requests import EffectRequest
from workflow.events import Event
from workflow.quick_values import quicken
from workflow.values import PersonalValue
from workflow.work_item import WorkItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """`case` is the old case with `events` folded in; recording it is all that is left to do.

    `work` is everything that awaits somebody on the case from now on. `acting_for` is the absent official's username
    when the actor needed a substitution to decide this.
    """

    case: Case
    events: tuple[Event, ...]
    effects: tuple[EffectRequest, ...] = ()
    personal: tuple[PersonalValue, ...] = ()
    work: tuple[WorkItem, ...] = ()
    acting_for: str | None = None


quicken(Decision)
