"""Named guards of the definition language: one function each, listed by itself in `definitions/README.md`.

A guard answers with a refusal or None. Everything it looks at is handed to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from workflow.actor import Actor
from workflow.case import Case, ResolutionStatus
from workflow.definition.condition import holds
from workflow.definition.model import Definition, Guard
from workflow.engine import reviews
from workflow.engine.agreeing import rounds_after
from workflow.engine.facts import applicant_has, facts_of
from workflow.engine.working_time import is_open
from workflow.errors import Refusal
from workflow.quick_values import quicken
from workflow.support import Tally
from workflow.surroundings import Surroundings
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """What a guard may look at."""

    definition: Definition
    case: Case
    actor: Actor
    given: Mapping[str, Json]
    now: datetime
    surroundings: Surroundings
    tally: Tally | None = None
    """how an open voting stands; None: only a closed one is known"""


GuardFunction: TypeAlias = Callable[[Weighing, str | None], bool]


def has_place(weighing: Weighing, _argument: str | None) -> bool:
    """The case has a place: a point on the map or a street."""
    case = weighing.case
    return case.latitude_e7 is not None or case.street is not None or bool(case.values.get("place"))


def has_field(weighing: Weighing, argument: str | None) -> bool:
    """The form field or input named by the argument is given."""
    value = facts_of(weighing.case, weighing.given).fields(argument or "")
    return value not in (None, "", [], (), {})


def has_attachment(weighing: Weighing, _argument: str | None) -> bool:
    """At least one photo or file is on the case."""
    return bool(weighing.case.attachments)


def open_resolutions_none(weighing: Weighing, _argument: str | None) -> bool:
    """No resolution under control is open."""
    return not any(
        one.controller is not None
        and one.id not in weighing.case.overridden
        and one.status in (ResolutionStatus.OPEN, ResolutionStatus.REPORTED)
        for one in weighing.case.resolutions
    )


def all_reviews_in(weighing: Weighing, _argument: str | None) -> bool:
    """Reviews were asked for, and every round is complete over the text as it is now, or by the actor's own visa."""
    rounds = rounds_after(weighing.case, weighing.actor, weighing.now)
    return reviews.all_in(weighing.definition, weighing.case, rounds, weighing.given)


def not_same_as(weighing: Weighing, argument: str | None) -> bool:
    """Somebody else than who performed the transition named by the argument (separation of duties)."""
    return weighing.case.last_transitions.get(argument or "") != weighing.actor.label


def identity(weighing: Weighing, argument: str | None) -> bool:
    """The applicant is known at least as well as the level named: name, phone, address or eid."""
    return applicant_has(weighing.case, argument or "name")


def threshold_reached(weighing: Weighing, _argument: str | None) -> bool:
    """Enough people support the case, by the rules that were frozen when voting opened."""
    support = weighing.case.support
    if support is None:
        return False
    tally = support.tally or weighing.tally
    return tally is not None and support.reached_by(tally)


def slot_held(weighing: Weighing, _argument: str | None) -> bool:
    """A slot is booked for the case."""
    return weighing.case.booking is not None


def registered(weighing: Weighing, _argument: str | None) -> bool:
    """The case stands in its journal, with an index that is in force."""
    return weighing.case.registration is not None


def fee_settled(weighing: Weighing, _argument: str | None) -> bool:
    """Nothing is owed: the fee is paid or waived, or the case costs nothing."""
    return weighing.case.fee is None or weighing.case.fee.settled


def within_hours(weighing: Weighing, argument: str | None) -> bool:
    """The office (the town's, or the calendar named by the argument) is open now."""
    calendars = weighing.surroundings.calendars
    pair = calendars.pair(argument or weighing.surroundings.town.office)
    return is_open(pair.hours, weighing.now)


GUARDS: Mapping[str, GuardFunction] = {
    one.__name__: one
    for one in (
        has_place,
        has_field,
        has_attachment,
        open_resolutions_none,
        all_reviews_in,
        not_same_as,
        identity,
        threshold_reached,
        fee_settled,
        slot_held,
        registered,
        within_hours,
    )
}
_CODES = {"not_same_as": "separation", "open_resolutions_none": "open_resolutions"}


def refusal(guard: Guard, weighing: Weighing) -> Refusal | None:
    """Why `guard` refuses, or None. A guard this engine does not know refuses: it fails closed (rules.md 7)."""
    if guard.condition is not None:
        met = holds(guard.condition, facts_of(weighing.case, weighing.given))
    else:
        function = GUARDS.get(guard.name)
        met = function is not None and function(weighing, guard.argument)
    if met:
        return None
    return Refusal(
        code=_CODES.get(guard.name, guard.name),
        data={"argument": guard.argument} if guard.argument else {},
    )


quicken(Weighing)
