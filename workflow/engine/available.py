"""Which transitions a case offers an actor now, and every reason why the others are not possible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from workflow.actor import Actor, Away
from workflow.case import Case, ResolutionStatus
from workflow.definition.law import Unit
from workflow.definition.model import (
    Definition,
    Field,
    Outcome,
    ResolutionRule,
    ReviewRule,
    Transition,
)
from workflow.engine import answers, children, clocks, deadlines
from workflow.engine.counts import UNCOUNTED, Counts
from workflow.engine.facts import fits
from workflow.engine.guards import Weighing, refusal
from workflow.engine.handed_over import live
from workflow.engine.handed_over import refusal as delegated
from workflow.engine.machine import moves
from workflow.engine.permitted import Standing, standing
from workflow.engine.places import place_needed
from workflow.engine.standing_texts import StandingTexts
from workflow.engine.term import Term
from workflow.errors import Refusal
from workflow.quick_values import quicken
from workflow.surroundings import Surroundings
from workflow.values import Json

_DROPS_RESOLUTIONS = frozenset({Outcome.WITHDRAWN, Outcome.LAPSED, Outcome.FORWARDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One transition as offered: allowed, or refused with every reason; `input` is what it asks."""

    name: str
    title: str
    allowed: bool
    refusals: tuple[Refusal, ...]
    input: tuple[Field, ...] = ()
    resolution: ResolutionRule | None = None
    reviews: ReviewRule | None = None
    key: str = ""
    standing_texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A transition held against a case and an actor. `target` None: there is no such move."""

    transition: Transition | None
    target: str | None
    standing: Standing | None
    refusals: tuple[Refusal, ...]
    role_refused: bool = field(default=False)


def available(
    definition: Definition,
    case: Case,
    actor: Actor,
    now: datetime,
    surroundings: Surroundings,
) -> tuple[Offer, ...]:
    """Every transition out of the case's state that is this actor's kind of move, allowed or with its refusals."""
    offers: list[Offer] = []
    texts = StandingTexts(definition, case, surroundings.town.standing_texts, surroundings.zone)
    for transition in definition.transitions_from(case.state):
        if transition.by_system:
            continue
        weighed = weigh(
            definition,
            case,
            actor,
            transition.name,
            {},
            now,
            surroundings,
            offering=True,
        )
        offers.append(
            Offer(
                name=transition.name,
                title=transition.title or transition.name,
                allowed=not weighed.refusals,
                refusals=weighed.refusals,
                input=transition.input,
                resolution=transition.resolution,
                reviews=transition.reviews,
                key=transition.key,
                standing_texts=texts.of(transition),
            )
        )
    return tuple(offers)


def weigh(
    definition: Definition,
    case: Case,
    actor: Actor,
    name: str,
    given: Mapping[str, Json],
    now: datetime,
    surroundings: Surroundings,
    *,
    offering: bool = False,
    counts: Counts = UNCOUNTED,
    override: bool = False,
) -> Weighed:
    """Policy → the move exists from this state → all guards, every refusal collected (house.md, step 4).

    When only `offering`, guards that wait for an input of this very transition are left out.
    """
    machine = moves(definition)
    transition = machine.named(name, case.state)
    if transition is None:
        code = "wrong_state" if any(one.name == name for one in definition.transitions) else "no_such_transition"
        missing = Refusal(code=code, data={"state": case.state, "name": name})
        return Weighed(transition=None, target=None, standing=None, refusals=(missing,))
    target = machine.target(case.state, name, case.asked_from)
    found = standing(actor, case, transition.roles)
    weighing = Weighing(
        definition=definition,
        case=case,
        actor=actor,
        given=given,
        now=now,
        surroundings=surroundings,
        tally=counts.tally,
    )
    asked = {one.name for one in transition.input} if offering else set()
    weighed = (
        _erased(case),
        _role(found, transition),
        _in_person(found, transition),
        _absent(found, actor),
        _handed_over(case, found, transition, actor),
        *[refusal(guard, weighing) for guard in transition.guards if guard.argument not in asked],
        _when(transition, case, given),
        _lengthens(definition, transition, case, actor, now, surroundings),
        _in_time(transition, case, now, surroundings),
        _resolutions_done(definition, case, transition, target),
        _children_ended(definition, case, transition, target),
        _answered(definition, case, transition, target, given),
        _on_its_own(case, transition, actor),
        _no_place(definition, case, target, given, counts),
    )
    refusals = tuple([one for one in weighed if one is not None])
    if override and may_override(transition, case, actor):
        refusals = tuple(one for one in refusals if one.code not in OVERRIDABLE)
    return Weighed(
        transition=transition,
        target=target,
        standing=found,
        refusals=refusals,
        role_refused=found is None,
    )


OVERRIDABLE = frozenset({"open_resolutions", "open_resolutions_none"})


def may_override(transition: Transition, case: Case, actor: Actor) -> bool:
    """Whether `actor` holds the role that may go on in spite of open controlled resolutions, or stands in for one."""
    return transition.override_of is not None and standing(actor, case, (transition.override_of,)) is not None


def _erased(case: Case) -> Refusal | None:
    return None if case.erased is None else Refusal(code="erased", data={"ground": case.erased.ground})


def _role(found: Standing | None, transition: Transition) -> Refusal | None:
    return Refusal(code="role", data={"roles": list(transition.roles)}) if found is None else None


def _in_person(found: Standing | None, transition: Transition) -> Refusal | None:
    if found is None or found.acting_for is None or transition.substitutable:
        return None
    return Refusal(code="substitution_forbidden", data={"absent": found.acting_for.name})


def _absent(found: Standing | None, actor: Actor) -> Refusal | None:
    return None if found is None or actor.away is None else away_refusal(actor.away)


def _handed_over(case: Case, found: Standing | None, transition: Transition, actor: Actor) -> Refusal | None:
    """What somebody handed to another person is theirs alone meanwhile."""
    if found is None or actor.kind != "staff" or not case.delegations:
        return None
    names = {actor.username, *(one.username for one in actor.substitutes)}
    held = live(case, f"transition:{found.role}")
    return delegated(held) if held is not None and held.to not in names else None


def away_refusal(away: Away) -> Refusal:
    """Somebody absent reads and does not act: whoever acts for them does."""
    return Refusal(code="away", data={"acting": away.name, "until": away.until.isoformat()})


def _lengthens(
    definition: Definition, transition: Transition, case: Case, actor: Actor, now: datetime, surroundings: Surroundings
) -> Refusal | None:
    if transition.extends is None:
        return None
    found = clocks.lengthening(definition, transition.extends, case, actor.label, now, surroundings)
    return found if isinstance(found, Refusal) else None


def _when(transition: Transition, case: Case, given: Mapping[str, Json]) -> Refusal | None:
    return None if fits(transition.when, case, given) else Refusal(code="when")


def _in_time(transition: Transition, case: Case, now: datetime, surroundings: Surroundings) -> Refusal | None:
    if transition.within is None:
        return None
    pair = surroundings.pair()
    term = Term(
        length=transition.within.length,
        unit=Unit(transition.within.unit),
        may_pause=False,
    )
    ends = deadlines.compute(term, case.closed or case.entered, calendar=pair.days, office=pair.hours)
    return Refusal(code="too_late", data={"until": ends.date.isoformat()}) if now >= ends.deadline else None


def _resolutions_done(definition: Definition, case: Case, transition: Transition, target: str | None) -> Refusal | None:
    """A case does not finish with open controlled resolutions (definitions.md, Resolutions)."""
    if not case.resolutions or target is None:
        return None
    if not definition.states[target].final or definition.states[case.state].final:
        return None
    outcome = transition.outcome or definition.states[target].outcome
    if outcome in _DROPS_RESOLUTIONS:
        return None
    still = [
        one.number
        for one in case.resolutions
        if one.controller is not None
        and one.into is None
        and one.id not in case.overridden
        and one.status in (ResolutionStatus.OPEN, ResolutionStatus.REPORTED)
    ]
    return Refusal(code="open_resolutions", data={"numbers": list(still)}) if still else None


def _no_place(
    definition: Definition, case: Case, target: str | None, given: Mapping[str, Json], counts: Counts
) -> Refusal | None:
    if target is None or counts.free is None or counts.free > 0:
        return None
    group = place_needed(definition, case, target, {**case.values, **given})
    return Refusal(code="no_place", data={"group": group}) if group is not None else None


def _children_ended(definition: Definition, case: Case, transition: Transition, target: str | None) -> Refusal | None:
    """A case does not finish while it waits for a child case; withdrawn or forwarded, it lets go of them."""
    if not case.children or target is None or not definition.states[target].final:
        return None
    outcome = transition.outcome or definition.states[target].outcome
    still = () if outcome in _DROPS_RESOLUTIONS else children.awaited(case)
    if not still:
        return None
    return Refusal(code="open_children", data={"references": [one.reference or one.request_type for one in still]})


def _answered(
    definition: Definition, case: Case, transition: Transition, target: str | None, given: Mapping[str, Json]
) -> Refusal | None:
    """An answer worth having: what its outcome needs is on the case, or asked by this very move."""
    if target is None or not definition.answers:
        return None
    lacking = answers.not_asked(definition, case, transition, target, given)
    return Refusal(code="answer_incomplete", data={"fields": list(lacking)}) if lacking else None


def _on_its_own(case: Case, transition: Transition, actor: Actor) -> Refusal | None:
    # A joined case goes where its main case goes; only its own author still speaks for it.
    if case.main is None or "applicant" in transition.roles or actor.kind != "staff":
        return None
    return Refusal(code="joined", data={"main": case.main_reference})


quicken(Offer, Weighed)
